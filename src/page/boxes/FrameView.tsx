// A frame in a stage of fixed shape, with its boxes. The stage keeps its place before the image comes; the boxes lie on
// the image itself, wherever `object-fit: contain` puts it.
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DrawnBoxes } from '../pageState.ts';
import { boxRect, containedRect, type Rect, type Size } from './geometry.ts';
import { labelColour } from './labelColour.ts';
import { type Labelled, placeLabels } from './placeLabels.ts';

export interface FrameViewProps {
  readonly src: string;
  readonly alt: string;
  readonly boxes: DrawnBoxes;
  readonly size: 'hero' | 'card';
}

/** Below this width chips would hide the picture; the boxes alone remain, and the sentence names the objects. */
const MIN_LABELLED_WIDTH = 200;
/** Where the page has no root font size to ask for, as in tests. */
const DEFAULT_REM_PX = 16;
const NO_SIZE: Size = { width: 0, height: 0 };
/** In rem. Must match `.chip` in frame.css: height, padding of both sides, and the average advance of its bold font. */
const CHIP = {
  hero: { height: 1.375, padding: 1, advance: 0.4625 },
  card: { height: 1.0625, padding: 0.625, advance: 0.3875 },
};

export function FrameView({ src, alt, boxes, size }: FrameViewProps) {
  const [stage, stageRef] = useSize();
  const [natural, setNatural] = useState<Size>(NO_SIZE);
  const area = containedRect(stage, natural);
  const ready = natural.width > 0 && area.width > 0;
  return (
    <div class={`stage stage-${size}`} ref={stageRef}>
      <img
        class="frame"
        src={src}
        alt={alt}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
          if (naturalWidth !== natural.width || naturalHeight !== natural.height) {
            setNatural({ width: naturalWidth, height: naturalHeight });
          }
        }}
      />
      {ready && <BoxLayer boxes={boxes} area={area} size={size} />}
    </div>
  );
}

function BoxLayer({ boxes, area, size }: Pick<FrameViewProps, 'boxes' | 'size'> & { readonly area: Rect }) {
  const { width, height } = area;
  const drawn = useMemo(() => layOut(boxes, { width, height }, size), [boxes, width, height, size]);
  return (
    <div class="boxes" style={pixels(area)} aria-hidden="true">
      {drawn.map(({ id, label, box, chip }) => (
        <div key={id} class="box" style={{ ...pixels(box), '--colour': labelColour(label) }} title={label}>
          {width >= MIN_LABELLED_WIDTH && (
            <span
              class={`chip chip-${size}`}
              style={pixels({ ...chip, left: chip.left - box.left, top: chip.top - box.top })}
            >
              {label}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

function layOut(boxes: DrawnBoxes, frame: Size, size: FrameViewProps['size']) {
  const { height, padding, advance } = CHIP[size];
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || DEFAULT_REM_PX;
  const labelled: Labelled[] = boxes.map(({ label, bbox }) => ({
    box: boxRect(bbox, frame),
    chip: { width: Math.ceil((label.length * advance + padding) * rem), height: height * rem },
  }));
  const chips = placeLabels(labelled, frame);
  return boxes.flatMap(({ id, label }, i) => {
    const box = labelled[i]?.box;
    const chip = chips[i];
    return box && chip ? { id, label, box, chip } : [];
  });
}

const pixels = ({ left, top, width, height }: Rect) => ({
  left: `${left}px`,
  top: `${top}px`,
  width: `${width}px`,
  height: `${height}px`,
});

function useSize() {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>(NO_SIZE);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [size, ref] as const;
}
