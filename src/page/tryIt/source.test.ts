import { describe, expect, test } from 'vitest';
import { createDeferred } from '../../../tests/fakes/deferred.ts';
import { createFakeTryMedia, framesOf } from '../../../tests/fakes/fakeTryMedia.ts';
import { createSource } from './source.ts';

// It is only handed through.
const VIDEO = {} as HTMLVideoElement;
const PHOTO = new Blob(['photo'], { type: 'image/png' });
const CLIP = new Blob(['clip'], { type: 'video/webm' });

function setUp() {
  const media = createFakeTryMedia();
  let news = 0;
  const source = createSource(media, () => void news++);
  return { media, source, news: () => news, now: () => source.source.value };
}

describe('pictures and clips', () => {
  test('G41: a sample comes with what is truly in it, each time another one', async () => {
    const { source, now, news } = setUp();
    await source.takeSample();
    expect(now()).toMatchObject({ type: 'frames', origin: 'sample', truth: 'Scene 1 with a red car.' });
    await source.takeSample();
    expect(now()).toMatchObject({ truth: 'Scene 2 with a red car.' });
    expect(news()).toBe(2);
  });

  test('G41: a file that is no picture has its reason, and the picture of before stays', async () => {
    const { source, media, now } = setUp();
    await source.takeFile(PHOTO);
    media.pictureAs = async () => undefined;
    await source.takeFile(new Blob(['text']));
    expect(source.problem.value).toBe('no-picture');
    expect(now()).toMatchObject({ type: 'frames', origin: 'file' });
    media.clipAs = async () => {
      throw new Error('a decoder broke down');
    };
    await source.takeFile(CLIP);
    expect(source.problem.value).toBe('no-clip');
    expect(now()).toMatchObject({ type: 'frames', origin: 'file', frames: [PHOTO] });
  });

  test('G41: of a clip ten frames are taken, sixteen at most, and anew when the number changes', async () => {
    const { source, now } = setUp();
    const count = () => (now().type === 'frames' ? (now() as { frames: readonly Blob[] }).frames.length : 0);
    await source.takeFile(CLIP);
    expect([source.isClip.value, count()]).toEqual([true, 10]);
    await source.setFrameCount(99);
    expect([source.frameCount.value, count()]).toEqual([16, 16]);
    await source.setFrameCount(Number.NaN);
    expect(count()).toBe(10);
    source.choose(3);
    expect(now()).toMatchObject({ chosen: 3 });
    await source.takeFile(PHOTO);
    expect([source.isClip.value, count()]).toEqual([false, 1]);
    await source.setFrameCount(4);
    expect(count()).toBe(1);
  });

  test('G41: of two files the one that was chosen last counts, whichever is read first', async () => {
    const { source, media, now } = setUp();
    const slow = createDeferred<ReturnType<typeof framesOf>>();
    media.clipAs = () => slow.promise;
    const reading = source.takeFile(CLIP);
    expect(now().type).toBe('reading');
    await source.takeFile(PHOTO);
    slow.resolve(framesOf(10));
    await reading;
    expect(now()).toMatchObject({ frames: [PHOTO] });
  });
});

describe('the camera', () => {
  test('G41: it is let go when a still was taken, and the still is looked at', async () => {
    const { source, media, now } = setUp();
    await source.openCamera();
    expect([now().type, media.cameras.open]).toEqual(['camera', 1]);
    await source.takePicture(VIDEO);
    expect(now()).toMatchObject({ type: 'frames', origin: 'camera' });
    expect(media.cameras).toEqual({ opened: 1, open: 0 });
  });

  test.each([
    ['closed', (source: ReturnType<typeof setUp>['source']) => source.closeCamera()],
    ['left for a file', (source: ReturnType<typeof setUp>['source']) => source.takeFile(PHOTO)],
    ['left with the screen', (source: ReturnType<typeof setUp>['source']) => source.close()],
    ['opened again', (source: ReturnType<typeof setUp>['source']) => source.openCamera().then(() => source.close())],
  ])('G41: a camera that is %s is let go', async (_, leave) => {
    const { source, media } = setUp();
    await source.openCamera();
    await leave(source);
    expect(media.cameras.open).toBe(0);
  });

  test('G41: a screen that was closed while the browser asked lets the camera go at once', async () => {
    const { source, media, now } = setUp();
    const opening = source.openCamera();
    source.close();
    await opening;
    expect(media.cameras).toEqual({ opened: 1, open: 0 });
    expect(now().type).toBe('none');
  });

  test.each(['refused', 'missing', 'busy', 'insecure'] as const)(
    'G41: a camera that is %s has its reason, and the picture stays',
    async (problem) => {
      const { source, media, now } = setUp();
      await source.takeSample();
      media.cameraAs = problem;
      await source.openCamera();
      expect(source.problem.value).toBe(`camera-${problem}`);
      expect(now().type).toBe('frames');
    },
  );

  test('G41: a camera that is pulled out is said to be gone', async () => {
    const { source, media, now } = setUp();
    await source.openCamera();
    media.unplug();
    expect([now().type, source.problem.value]).toEqual(['none', 'camera-ended']);
  });
});
