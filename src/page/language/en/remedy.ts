// What a person can do about each trouble, by its reason. Comes with the first remedy: src/page/remedy/remedyWords.ts.
import {
  behindThePage,
  corsHeaders,
  gatewayCommand,
  type Places,
  type RemedyText,
  relayPage,
  step,
  usualAddresses,
} from '../../remedy/remedySteps.ts';

const CV_ENABLED = step('Is the CV system enabled in the relay’s configuration?');

const openPage = (places: Places) => relayPage('Open the relay’s own page, if it serves one:', places);
const orOpenPage = (places: Places) => relayPage('Or open the relay’s own page, if it serves one:', places);
const runGateway = (places: Places) =>
  gatewayCommand(
    'Or run the gateway in the folder of this program, and open the page whose address it prints:',
    places,
  );

export const remedy = {
  allSteps: 'All steps',
  tryAgain: 'Try again',
  loadAgain: 'Load again',
  settings: 'Settings',

  /** Of a model that was not loaded. */
  'self-test': (): RemedyText => ({
    title: 'Until this computer gives right answers it takes no jobs',
    steps: [
      step('Update the graphics driver (or the whole system, on a Mac), restart the browser and load again.'),
      step('Or choose Processor under “Runs on” in Settings: slower, and right (the demo model alone runs there).'),
      step('Or try another browser or a newer version of this one: each brings its own way to the GPU.'),
    ],
  }),
  'no-space': (): RemedyText => ({
    title: 'Make room for the model',
    steps: [
      step('Remove models that you do not use, in Settings under Stored models.'),
      step('Free space on the disk: browsers give a page only a share of what is free.'),
      step('A private window has little room. Open the page in an ordinary one.'),
      step('Load again: what has arrived is kept, and need not come twice.'),
    ],
  }),
  'file-corrupt': (): RemedyText => ({
    title: 'Fetch the file once more',
    steps: [
      step('Load again: the broken file was thrown away, the good ones are kept.'),
      step('If it happens again, a proxy, a filter or the mirror changes files on their way. Try another network.'),
      step('Is a model host set in Settings? Without one the files come from the Hugging Face Hub itself.'),
    ],
  }),
  'model-missing': (): RemedyText => ({
    title: 'Check the model’s name and the way to it',
    steps: [
      step('Is the model’s name in Settings right, and does its repository hold ONNX files for transformers.js?'),
      step('Does the host open in this browser? Company networks often let through only some.'),
      step('If the Hub is out of reach, name a mirror as model host in Settings.'),
    ],
  }),
  'model-broken': (): RemedyText => ({
    title: 'Choose a model that this page can run',
    steps: [
      step('Models in the list of Settings are known to this page; any other may have another layout.'),
      step('Close other programs and tabs that use the GPU: memory may have run out while it was made ready.'),
      step('Choose a smaller model in Settings.'),
    ],
  }),
  'no-device': (): RemedyText => ({
    title: 'Give this page a GPU, or none',
    steps: [
      step('Choose Automatic or Processor under “Runs on” in Settings.'),
      { text: 'Or look for the reason in Chrome’s own list:', code: 'chrome://gpu' },
    ],
  }),

  'no-cors': (places: Places): RemedyText => ({
    title: 'Any one of these lets this page fetch frames',
    steps: [
      openPage(places),
      runGateway(places),
      corsHeaders('Or let the relay send these headers with every answer, and answer OPTIONS with 204:', places),
    ],
  }),
  'local-network': (places: Places): RemedyText => ({
    title: 'Allow this page to reach your own network',
    steps: [
      step('Press the icon left of the page’s address, then Site settings.'),
      step(
        'Set “Local network access” to Allow. Newer versions of Chrome call it “Local network” and, for a relay on this computer, “Apps on device”.',
      ),
      step('Come back: the page goes on by itself at the next try.'),
      orOpenPage(places),
    ],
  }),
  'mixed-content': (places: Places): RemedyText => ({
    title: 'Any one of these lets this page connect',
    steps: [
      openPage(places),
      step('Or type the relay’s wss:// address in Settings, if it has one.'),
      runGateway(places),
    ],
  }),
  'relay-down': (places: Places): RemedyText => ({
    title: 'Check the relay and its address',
    steps: [
      step('Is the relay running, with its CV system enabled in its configuration?'),
      usualAddresses('Are host and port right? Relays take workers at one of these:', places),
      step('If it runs on another computer: does its firewall let this port through?'),
    ],
  }),
  'wrong-path': (places: Places): RemedyText => ({
    title: 'Check the port and the path',
    steps: [
      ...behindThePage(
        'This page comes from the same address. If that is the gateway’s: is the relay behind it running?',
        places,
      ),
      usualAddresses('Is this the relay’s own port? Relays take workers at one of these:', places),
      CV_ENABLED,
      step('If a proxy stands in front of the relay: does it pass WebSockets on?'),
    ],
  }),
  'no-answer': (places: Places): RemedyText => ({
    title: 'Check that a relay answers at this address',
    steps: [
      usualAddresses('Another program may have this port. Relays take workers at one of these:', places),
      CV_ENABLED,
    ],
  }),
  'relay-blocked': (places: Places): RemedyText => ({
    title: 'Choose an address that the browser allows',
    steps: [
      step('From a page that came over https, take a wss:// address. Some ports, such as 6000, are never allowed.'),
      orOpenPage(places),
    ],
  }),
  'http-unreachable': (places: Places): RemedyText => ({
    title: 'Let HTTP through to the relay',
    steps: [
      relayPage('Does anything but an error page of the browser open here?', places),
      step('If not, a proxy or firewall passes WebSockets alone: let it pass HTTP to the same address.'),
      step('The page goes on by itself once a request gets through.'),
    ],
  }),
  'key-rejected': (): RemedyText => ({
    title: 'If this goes on, look at what stands between',
    steps: [
      step('A proxy has to pass the header X-Worker-Key on.'),
      step('Relays behind one address do not know each other’s keys: send a worker to the same one each time.'),
    ],
  }),
  replaced: (): RemedyText => ({
    title: 'Let one of the two work',
    steps: [step('Close the other tab, window or program that works under the same name.'), step('Press Start here.')],
  }),
  'gpu-failed': (): RemedyText => ({
    title: 'Give the GPU a fresh start',
    steps: [
      step('Close other programs and tabs that use the GPU: games, video calls, other models.'),
      step('Restart the browser, then press Start.'),
      step('If it happens again, choose a smaller model, or the processor, in Settings.'),
    ],
  }),
  'silent-cameras': (): RemedyText => ({
    title: 'No jobs? Look at the relay',
    steps: [
      step('Is a camera with an RTSP or MJPEG service connected to it?'),
      step('Does its log tell of frames that it extracts?'),
      { text: 'Does its configuration have this line?', code: 'AUTO_REQUEST_REALTIME_STREAM=true' },
    ],
  }),
};

export type RemedyTexts = typeof remedy;
/** The troubles that there is something to do about. */
export type RemedyReason = Exclude<keyof RemedyTexts, 'allSteps' | 'tryAgain' | 'loadAgain' | 'settings'>;
