import { type ImageSize, readImageSize } from '../../../src/protocol/imageSize.ts';
import type { Job } from '../../../src/protocol/job.ts';
import { type Finding, fail, note, pass, quote } from '../finding.ts';
import { sayAnswer } from '../gradeStatus.ts';
import { type Answer, isSuccess } from '../http.ts';

/** Our worker decodes no more (W5). */
const MAX_PIXELS = 40_000_000;

/** C13 first; the others only where there is a picture. */
export function checkPicture(answer: Answer, job: Job, held: Job | undefined): readonly Finding[] {
  if (!isSuccess(answer)) {
    const said = `The answer is ${sayAnswer(answer)}.`;
    const mayWantClaim = job.dialect === 'J' && held === undefined && answer.type === 'answer' && answer.status < 500;
    if (mayWantClaim && answer.status >= 400) {
      return [note('C13', `${said} The relay may want the job claimed first: try with --claim.`)];
    }
    return [fail('C13', said)];
  }
  if (answer.cut) return [fail('C13', 'It is larger than 20 MB, and our worker takes no such frame.')];
  const size = readImageSize(answer.body);
  if (size === undefined) {
    const start = Buffer.from(answer.body.subarray(0, 8)).toString('hex');
    return [
      fail(
        'C13',
        `It is neither a JPEG nor a PNG: ${answer.body.byteLength} bytes that begin with ${start || 'nothing'}.`,
      ),
    ];
  }
  const { width, height } = size;
  const said = `${kind(size)}, ${width} × ${height}, ${Math.ceil(answer.body.byteLength / 1024)} kB`;
  if (width * height === 0) return [fail('C13', `${said}: a picture without a size.`)];
  if (width * height > MAX_PIXELS) return [fail('C13', `${said}: our worker looks at 40 megapixels at most.`)];
  return [
    pass('C13', `${said}.`),
    checkType(answer.headers, size),
    checkLength(answer.headers, answer.body.byteLength),
  ];
}

const kind = ({ type }: ImageSize): string => (type === 'image/png' ? 'PNG' : 'JPEG');

function checkType(headers: Headers, { type }: ImageSize): Finding {
  const told = headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (told === type) return pass('C14', `${type}.`);
  const said = told === undefined ? 'There is none' : `It says ${quote(told)}`;
  return note('C14', `${said} and should say ${type}. Our worker looks at the bytes alone.`);
}

function checkLength(headers: Headers, bytes: number): Finding {
  const told = headers.get('content-length');
  if (told !== null) return pass('C15', `${told} bytes.`);
  return note(
    'C15',
    `There is none, for ${bytes} bytes. Our worker cannot know that a frame is too large before it has it.`,
  );
}
