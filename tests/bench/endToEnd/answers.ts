// What the simulated model says: to each question other words each time, of always the same number of tokens. A parked car
// stays where it is but for a thousandth, a person walks on, and no two sentences are alike, as in a real scene.

const TOKENS = { describe: 36, line: 12 } as const;

const SENTENCES = [
  'A red car is parked at the kerb in front of a brick house while a person in a dark coat walks along the pavement towards the front door, and a dog waits beside the low hedge near the gate.',
  'The camera looks onto a quiet street by daylight: one person passes from left to right, a small dog is sitting by the fence, and a single red car stands at the side of the road without its lights on.',
  'Somebody walks past the house with both hands in the pockets; behind them a red hatchback is parked close to the pavement, and further back a dog lies on the grass in front of the garden wall.',
  'In the foreground a pedestrian crosses the driveway; to the right of it there is a parked car of red colour, and at the left edge of the picture a dog can be seen looking towards the entrance.',
  'It is an overcast day in a residential street. A person with a bag approaches the steps, the red car has not moved from its place at the kerb, and the dog has come a little closer to the gate.',
] as const;

const LINES = [
  'the person walks along the pavement from the left towards the steps of the house',
  'a pedestrian comes nearer to the front door and looks back once at the street behind',
  'the dog gets up from the grass and follows somebody for a few metres before it stops',
  'somebody with a bag passes the parked car and turns towards the gate of the garden',
  'one person is slowly leaving the picture on the right side, close to the low hedge',
] as const;

/** Corners stay of three digits, of which each is a token. */
function boxesText(turn: number): string {
  const still = (side: number) => side + (turn % 3 === 0 ? 1 : 0);
  const walked = 120 + ((turn * 37) % 400);
  const boxes = [
    { label: 'car', bbox: [still(612), 430, 911, still(702)] },
    { label: 'person', bbox: [walked, 310 + (turn % 7), walked + 110, 820 - (turn % 5)] },
    { label: 'dog', bbox: [150 + (turn % 4), 640, still(268), 781] },
  ];
  const texts = boxes.map(({ label, bbox }) => `{"bbox_2d": [${bbox.join(', ')}], "label": "${label}"}`);
  return `[${texts.join(', ')}]`;
}

/** What the answers are made with. */
export interface AnswerTokens {
  encode(text: string): readonly number[];
  /** Marks included. */
  decode(ids: readonly number[]): string;
  readonly stopId: number;
  readonly isPad: (id: number) => boolean;
}

const ANSWER_BEGINS = '<|im_start|>assistant';

/** Of the built-in test picture, which has 448 x 448 pixels. */
const SELF_TEST_TOKENS = 196;

/** @returns what is said to a prompt; undefined while it is not whole */
export function createAnswers({ encode, decode, stopId, isPad }: AnswerTokens) {
  const turns = { describe: 0, detect: 0, video: 0 };
  const cutTo = (text: string, tokens: number) => encode(text).slice(0, tokens);
  const sentence = (turn: number) => cutTo(SENTENCES[turn % SENTENCES.length] as string, TOKENS.describe);
  const line = (turn: number) => cutTo(LINES[turn % LINES.length] as string, TOKENS.line);

  const video = (turn: number) => [
    ...encode('{"description": "'),
    ...sentence(turn),
    ...encode('", "events": [{"seconds": 1, "what": "'),
    ...line(turn),
    ...encode('"}], "activities": ["'),
    ...line(turn + 1),
    ...encode('"], "changes": ["'),
    ...line(turn + 2),
    ...encode('"]}'),
  ];

  return (ids: readonly number[]): readonly number[] | undefined => {
    const text = decode(ids.filter((id) => !isPad(id)));
    if (!text.includes(ANSWER_BEGINS)) return undefined;
    if (text.includes('Tell what happens in this video')) return [...video(turns.video++), stopId];
    if (text.includes('report bbox coordinates')) return [...encode(boxesText(turns.detect++)), stopId];
    if (!text.includes('Describe in one or two sentences')) throw new Error(`Nobody knows what to say to: ${text}`);
    const isSelfTest = ids.filter(isPad).length === SELF_TEST_TOKENS;
    return [...(isSelfTest ? encode('A red square on white.') : sentence(turns.describe++)), stopId];
  };
}
