/** Left, centre, right, and below: resizable, collapsible, remembered; stacked on a narrow window. */
import type { CSSProperties, ReactNode } from 'react';
import { useRemembered } from '../app/remembered.ts';
import { useText } from '../text/text.tsx';
import styles from './panes.module.css';
import { Splitter } from './splitter.tsx';

export type PaneSizes = { readonly left: number; readonly right: number; readonly bottom: number };

const DEFAULT_SIZES: PaneSizes = { left: 328, right: 288, bottom: 304 };
const LIMITS = { left: 640, right: 560, bottom: 720 } as const satisfies PaneSizes;

const isSize = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 720;

const parseSizes = (value: unknown): PaneSizes | null => {
  if (typeof value !== 'object' || value === null) return null;
  const { left, right, bottom } = value as Record<string, unknown>;
  return isSize(left) && isSize(right) && isSize(bottom) ? { left, right, bottom } : null;
};

type Props = {
  readonly name: string;
  readonly left: ReactNode;
  readonly centre: ReactNode;
  readonly right: ReactNode;
  readonly bottom: ReactNode;
  /** Has nothing to show: where room is scarce the pane is folded away. */
  readonly isRightEmpty: boolean;
};

export function Panes({ name, left, centre, right, bottom, isRightEmpty }: Props) {
  const text = useText();
  const [sizes, remember] = useRemembered(`panes.${name}`, DEFAULT_SIZES, parseSizes);
  const style: Record<string, string> = {
    '--left': `${sizes.left}px`,
    '--right': `${sizes.right}px`,
    '--bottom': `${sizes.bottom}px`,
  };
  const splitter = (side: keyof PaneSizes) => ({
    size: sizes[side],
    max: LIMITS[side],
    initial: DEFAULT_SIZES[side],
    onResize: (size: number) => remember({ ...sizes, [side]: size }),
  });
  return (
    <div className={styles['panes']} data-right-empty={isRightEmpty} style={style as CSSProperties}>
      <section className={styles['left']} aria-label={text.panes.why} hidden={sizes.left === 0}>
        {left}
      </section>
      <Splitter label={text.panes.resizeLeft} side="left" {...splitter('left')} />
      <section className={styles['centre']} aria-label={text.panes.picture}>
        {centre}
      </section>
      <Splitter label={text.panes.resizeRight} side="right" {...splitter('right')} />
      <section className={styles['right']} aria-label={text.panes.selected} hidden={sizes.right === 0}>
        {right}
      </section>
      <Splitter label={text.panes.resizeBottom} side="bottom" {...splitter('bottom')} />
      <section className={styles['bottom']} aria-label={text.panes.rows} hidden={sizes.bottom === 0}>
        {bottom}
      </section>
    </div>
  );
}
