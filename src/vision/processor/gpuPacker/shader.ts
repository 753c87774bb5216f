// The packer's two passes, in WGSL. Integers throughout, as in resizeBicubic.ts, so that the bytes are the same on every GPU:
// no float is ever computed, the values come ready from a table.

/** Invocations of a workgroup, across and down. */
export const WORKGROUP = [16, 8] as const;

/** Pixels side by side that one invocation of `columns` makes: two half floats fill a word. */
export const PIXELS_ACROSS = 2;

/** Numbers of `Frame`. */
export const FRAME_NUMBERS = 5;

export const SHADER = `
struct Frame {
  height: u32,
  newWidth: u32,
  newHeight: u32,
  // The places in the pair that the frame takes: from the first to before the last.
  firstPlace: u32,
  endPlace: u32,
}

@group(0) @binding(0) var<uniform> frame: Frame;

// As tapTables.ts lays them out: a row for each new pixel, of where its taps begin, how many there are, and their weights.
@group(0) @binding(1) var<storage, read> taps: array<i32>;

const FRACTION_BITS = 22u;
const ROUNDING = vec3i(1 << (FRACTION_BITS - 1u));

fn byteOf(sum: vec3i) -> vec3u {
  return vec3u(clamp(sum >> vec3u(FRACTION_BITS), vec3i(0), vec3i(255)));
}

// First pass: the rows get their new length. A side that keeps its length has taps that leave it as it is.
@group(0) @binding(2) var picture: texture_2d<f32>;
@group(0) @binding(3) var<storage, read_write> narrowed: array<u32>;

@compute @workgroup_size(${WORKGROUP.join()})
fn rows(@builtin(global_invocation_id) at: vec3u) {
  if (at.x >= frame.newWidth || at.y >= frame.height) { return; }
  let tapsRow = at.x * (arrayLength(&taps) / frame.newWidth);
  let start = taps[tapsRow];
  let count = u32(taps[tapsRow + 1u]);
  var sum = ROUNDING;
  for (var tap = 0u; tap < count; tap++) {
    let colour = textureLoad(picture, vec2u(u32(start) + tap, at.y), 0).rgb;
    sum += vec3i(colour * 255 + 0.5) * taps[tapsRow + 2u + tap];
  }
  let bytes = byteOf(sum);
  narrowed[at.y * frame.newWidth + at.x] = bytes.r | (bytes.g << 8u) | (bytes.b << 16u);
}

// Second pass: the columns get theirs, and the values of their bytes go to the patches. Layout: packFrames.ts.
override patchSize: u32;
override mergeSize: u32;
override halfFloats: bool;

@group(0) @binding(4) var<storage, read> columnSource: array<u32>;
// The bits of the value of each byte, for each channel.
@group(0) @binding(5) var<storage, read> valueBits: array<u32>;
@group(0) @binding(6) var<storage, read_write> patches: array<u32>;

fn colourOf(word: u32) -> vec3i {
  return vec3i((vec3u(word) >> vec3u(0, 8, 16)) & vec3u(255));
}

@compute @workgroup_size(${WORKGROUP.join()})
fn columns(@builtin(global_invocation_id) at: vec3u) {
  let x = at.x * ${PIXELS_ACROSS}u;
  let y = at.y;
  if (x >= frame.newWidth || y >= frame.newHeight) { return; }
  let tapsRow = y * (arrayLength(&taps) / frame.newHeight);
  let start = u32(taps[tapsRow]);
  let count = u32(taps[tapsRow + 1u]);
  var leftSum = ROUNDING;
  var rightSum = ROUNDING;
  for (var tap = 0u; tap < count; tap++) {
    let weight = taps[tapsRow + 2u + tap];
    let source = (start + tap) * frame.newWidth + x;
    leftSum += colourOf(columnSource[source]) * weight;
    rightSum += colourOf(columnSource[source + 1u]) * weight;
  }
  let left = byteOf(leftSum);
  let right = byteOf(rightSum);

  let block = patchSize * mergeSize;
  let blockIndex = (y / block) * (frame.newWidth / block) + x / block;
  let patchIndex = (blockIndex * mergeSize + (y % block) / patchSize) * mergeSize + (x % block) / patchSize;
  let plane = patchSize * patchSize;
  let inPlane = (y % patchSize) * patchSize + x % patchSize;
  for (var channel = 0u; channel < 3u; channel++) {
    let leftBits = valueBits[channel * 256u + left[channel]];
    let rightBits = valueBits[channel * 256u + right[channel]];
    for (var place = frame.firstPlace; place < frame.endPlace; place++) {
      let to = ((patchIndex * 3u + channel) * 2u + place) * plane + inPlane;
      if (halfFloats) {
        patches[to / 2u] = leftBits | (rightBits << 16u);
      } else {
        patches[to] = leftBits;
        patches[to + 1u] = rightBits;
      }
    }
  }
}
`;
