import { capital } from '../../words.ts';
import { sayOrdinal } from './ordinal.ts';

/** The state line. */
export const state = {
  whatToDo: 'What to do',
  idle: (host: string) => `This computer is idle. Start lets it look at camera frames for ${host}.`,
  paused: (host: string) => `Paused. Start goes on with ${host}.`,
  standby: 'Another tab of this browser works. This one takes over when it closes.',
  stoppingAfter: (doing: string) => `Stopping after this job: ${doing}`,
  handingOver: 'Stopping: handing the last results to the relay.',
  registering: (host: string) => `Registering at ${host} …`,
  connecting: (host: string) => `Connecting to ${host} …`,
  /** `when` is the next one or the one above it. */
  nextTry: (attempt: number, when: string) => `${capital(sayOrdinal(attempt))} try ${when}.`,
  inTime: (time: string) => `in ${time}`,
  now: 'now',
  tryingAgain: 'Trying again now …',
  preparing: (model: string) => `Preparing ${model} …`,
  checking: {
    webgpu: 'Checking that this GPU computes right answers …',
    wasm: 'Checking that the processor computes right answers …',
  },
  downloadPaused: (model: string, came: string) =>
    `The download of ${model} is paused at ${came}. Continue goes on with it.`,
  loading: (model: string) => `Loading ${model} …`,
  loadingAt: (model: string, came: string) => `Loading ${model}: ${came}.`,
  nothingOffered: (host: string) =>
    `Watching ${host}. No job has been offered yet. Is a camera connected to the relay?`,
  offered: (jobs: string, taken: string) => `Watching: ${jobs} offered, ${taken}. Switch to Work to take them.`,
  noneTaken: 'none taken',
  taken: (jobs: string) => `${jobs} taken`,
  noModel: 'No model is loaded, so no jobs are taken. Load the model to go on.',
  ready: 'Ready for the next job.',
  silence: (time: string) => `Ready. No camera has sent work for ${time}. Is a camera connected to the relay?`,
  sending: (camera: string) => `sending the result for ${camera}.`,
  fetching: (frames: number, camera: string) =>
    `fetching ${frames === 1 ? 'a frame' : `${frames} frames`} of ${camera}.`,
  looking: (camera: string) => `looking at ${camera}.`,
  lookingAt: (camera: string, frame: number, frames: number) => `looking at ${camera}, frame ${frame} of ${frames}.`,
  /** A camera without a name of its own. */
  camera: (id: string) => `camera ${id}`,
  aCamera: 'a camera',
};
