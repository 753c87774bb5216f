// What a person can do about each trouble, by its reason. The state line has named the trouble already; a reason that is
// not here goes by itself, or its sentence says all there is to do.

export interface RemedyStep {
  readonly text: string;
  /** To be copied as it stands. */
  readonly code?: string;
  /** To be opened beside this page. */
  readonly link?: string;
}

export interface RemedyWords {
  readonly title: string;
  readonly steps: readonly RemedyStep[];
  /** Whether a field of Settings may be what is wrong. */
  readonly settings?: true;
}

/** What the words name. */
export interface Places {
  /** Of this page: `https://pages.example`. */
  readonly pageOrigin: string;
  /** The base of the relay's HTTP routes: `http://relay.example:7010`. */
  readonly relayUrl: string;
}

type Words = (places: Places) => RemedyWords;

/** Derived in the page: the relay is there and no camera sends anything. */
export const SILENT_CAMERAS = 'silent-cameras';

const CV_ENABLED = { text: 'Is the CV system enabled in the relay’s configuration?' };

const openRelay = (how: string, { relayUrl }: Places): RemedyStep => ({
  text: `${how} the relay’s own page, if it serves one:`,
  link: `${relayUrl}/`,
});

const runGateway = ({ relayUrl }: Places): RemedyStep => ({
  text: 'Or run the gateway in the folder of this program, and open the page whose address it prints:',
  code: `npm run serve -- --relay ${relayUrl}`,
});

/** The two ways in which relays take workers, at their usual ports. */
function usualAddresses(text: string, { relayUrl }: Places): RemedyStep {
  const { protocol, hostname } = new URL(relayUrl);
  const socket = protocol === 'https:' ? 'wss' : 'ws';
  return { text, code: `${socket}://${hostname}:7010/connect\n${socket}://${hostname}:9020/worker/connect` };
}

/** The gateway answers though its relay does not. */
const behindThePage = ({ pageOrigin, relayUrl }: Places): RemedyStep[] =>
  new URL(relayUrl).origin === pageOrigin
    ? [{ text: 'This page comes from the same address. If that is the gateway’s: is the relay behind it running?' }]
    : [];

const corsHeaders = ({ pageOrigin }: Places): string =>
  [
    `Access-Control-Allow-Origin: ${pageOrigin}`,
    'Access-Control-Allow-Headers: X-Worker-Key, Content-Type',
    'Access-Control-Allow-Methods: GET, POST, OPTIONS',
  ].join('\n');

/** Of a model that was not loaded: the same wherever it came from. */
const MODEL_WORDS: readonly (readonly [string, RemedyWords])[] = [
  [
    'self-test',
    {
      title: 'Until this computer gives right answers it takes no jobs',
      steps: [
        { text: 'Update the graphics driver (or the whole system, on a Mac), restart the browser and load again.' },
        {
          text: 'Or choose Processor under “Runs on” in Settings: slower, and right (the demo model alone runs there).',
        },
        { text: 'Or try another browser or a newer version of this one: each brings its own way to the GPU.' },
      ],
      settings: true,
    },
  ],
  [
    'no-space',
    {
      title: 'Make room for the model',
      steps: [
        { text: 'Remove models that you do not use, in Settings under Stored models.' },
        { text: 'Free space on the disk: browsers give a page only a share of what is free.' },
        { text: 'A private window has little room. Open the page in an ordinary one.' },
        { text: 'Load again: what has arrived is kept, and need not come twice.' },
      ],
      settings: true,
    },
  ],
  [
    'file-corrupt',
    {
      title: 'Fetch the file once more',
      steps: [
        { text: 'Load again: the broken file was thrown away, the good ones are kept.' },
        {
          text: 'If it happens again, a proxy, a filter or the mirror changes files on their way. Try another network.',
        },
        { text: 'Is a model host set in Settings? Without one the files come from the Hugging Face Hub itself.' },
      ],
      settings: true,
    },
  ],
  [
    'model-missing',
    {
      title: 'Check the model’s name and the way to it',
      steps: [
        { text: 'Is the model’s name in Settings right, and does its repository hold ONNX files for transformers.js?' },
        { text: 'Does the host open in this browser? Company networks often let through only some.' },
        { text: 'If the Hub is out of reach, name a mirror as model host in Settings.' },
      ],
      settings: true,
    },
  ],
  [
    'model-broken',
    {
      title: 'Choose a model that this page can run',
      steps: [
        { text: 'Models in the list of Settings are known to this page; any other may have another layout.' },
        { text: 'Close other programs and tabs that use the GPU: memory may have run out while it was made ready.' },
        { text: 'Choose a smaller model in Settings.' },
      ],
      settings: true,
    },
  ],
  [
    'no-device',
    {
      title: 'Give this page a GPU, or none',
      steps: [
        { text: 'Choose Automatic or Processor under “Runs on” in Settings.' },
        { text: 'Or look for the reason in Chrome’s own list:', code: 'chrome://gpu' },
      ],
      settings: true,
    },
  ],
];

const WORDS: ReadonlyMap<string, Words> = new Map<string, Words>([
  ...MODEL_WORDS.map(([reason, words]): [string, Words] => [reason, () => words]),
  [
    'no-cors',
    (places) => ({
      title: 'Any one of these lets this page fetch frames',
      steps: [
        openRelay('Open', places),
        runGateway(places),
        {
          text: 'Or let the relay send these headers with every answer, and answer OPTIONS with 204:',
          code: corsHeaders(places),
        },
      ],
    }),
  ],
  [
    'local-network',
    (places) => ({
      title: 'Allow this page to reach your own network',
      steps: [
        { text: 'Press the icon left of the page’s address, then Site settings.' },
        {
          text: 'Set “Local network access” to Allow. Newer versions of Chrome call it “Local network” and, for a relay on this computer, “Apps on device”.',
        },
        { text: 'Come back: the page goes on by itself at the next try.' },
        openRelay('Or open', places),
      ],
    }),
  ],
  [
    'mixed-content',
    (places) => ({
      title: 'Any one of these lets this page connect',
      steps: [
        openRelay('Open', places),
        { text: 'Or type the relay’s wss:// address in Settings, if it has one.' },
        runGateway(places),
      ],
      settings: true,
    }),
  ],
  [
    'relay-down',
    (places) => ({
      title: 'Check the relay and its address',
      steps: [
        { text: 'Is the relay running, with its CV system enabled in its configuration?' },
        usualAddresses('Are host and port right? Relays take workers at one of these:', places),
        { text: 'If it runs on another computer: does its firewall let this port through?' },
      ],
      settings: true,
    }),
  ],
  [
    'wrong-path',
    (places) => ({
      title: 'Check the port and the path',
      steps: [
        ...behindThePage(places),
        usualAddresses('Is this the relay’s own port? Relays take workers at one of these:', places),
        CV_ENABLED,
        { text: 'If a proxy stands in front of the relay: does it pass WebSockets on?' },
      ],
      settings: true,
    }),
  ],
  [
    'no-answer',
    (places) => ({
      title: 'Check that a relay answers at this address',
      steps: [
        usualAddresses('Another program may have this port. Relays take workers at one of these:', places),
        CV_ENABLED,
      ],
      settings: true,
    }),
  ],
  [
    'relay-blocked',
    (places) => ({
      title: 'Choose an address that the browser allows',
      steps: [
        {
          text: 'From a page that came over https, take a wss:// address. Some ports, such as 6000, are never allowed.',
        },
        openRelay('Or open', places),
      ],
      settings: true,
    }),
  ],
  [
    'http-unreachable',
    ({ relayUrl }) => ({
      title: 'Let HTTP through to the relay',
      steps: [
        { text: 'Does anything but an error page of the browser open here?', link: `${relayUrl}/` },
        { text: 'If not, a proxy or firewall passes WebSockets alone: let it pass HTTP to the same address.' },
        { text: 'The page goes on by itself once a request gets through.' },
      ],
    }),
  ],
  [
    'key-rejected',
    () => ({
      title: 'If this goes on, look at what stands between',
      steps: [
        { text: 'A proxy has to pass the header X-Worker-Key on.' },
        { text: 'Relays behind one address do not know each other’s keys: send a worker to the same one each time.' },
      ],
    }),
  ],
  [
    'replaced',
    () => ({
      title: 'Let one of the two work',
      steps: [
        { text: 'Close the other tab, window or program that works under the same name.' },
        { text: 'Press Start here.' },
      ],
    }),
  ],
  [
    'gpu-failed',
    () => ({
      title: 'Give the GPU a fresh start',
      steps: [
        { text: 'Close other programs and tabs that use the GPU: games, video calls, other models.' },
        { text: 'Restart the browser, then press Start.' },
        { text: 'If it happens again, choose a smaller model, or the processor, in Settings.' },
      ],
      settings: true,
    }),
  ],
  [
    SILENT_CAMERAS,
    () => ({
      title: 'No jobs? Look at the relay',
      steps: [
        { text: 'Is a camera with an RTSP or MJPEG service connected to it?' },
        { text: 'Does its log tell of frames that it extracts?' },
        { text: 'Does its configuration have this line?', code: 'AUTO_REQUEST_REALTIME_STREAM=true' },
      ],
    }),
  ],
]);

export const remedyWords = (reason: string, places: Places): RemedyWords | undefined => WORDS.get(reason)?.(places);
