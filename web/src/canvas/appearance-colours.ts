/**
 * Every colour of the canvas, for light and for dark. Colour is spent on risk and on what is selected; everything else
 * is ink on paper. A test holds lines and shapes that mean something to a contrast of 3:1 with the paper.
 */
export type Theme = 'light' | 'dark';

export type CanvasColours = {
  readonly paper: string;
  readonly text: string;
  readonly quietText: string;
  /** Fill of a member of the ring, of another actor, and of identifiers and things. */
  readonly member: string;
  readonly actor: string;
  readonly detail: string;
  readonly glyph: string;
  readonly dimmedNode: string;
  readonly dimmedGlyph: string;
  readonly fraud: string;
  readonly restricted: string;
  readonly legitimate: string;
  readonly selected: string;
  readonly hub: string;
  readonly link: string;
  readonly moneyLink: string;
  readonly litLink: string;
  readonly dimmedLink: string;
  readonly guide: string;
};

export const CANVAS_COLOURS: Readonly<Record<Theme, CanvasColours>> = {
  light: {
    paper: '#ffffff',
    text: '#1c242c',
    quietText: '#5a6570',
    member: '#1f2a36',
    actor: '#5d6975',
    detail: '#808a95',
    glyph: '#ffffff',
    dimmedNode: '#dfe2e6',
    dimmedGlyph: '#f4f5f6',
    fraud: '#cf2929',
    restricted: '#c27403',
    legitimate: '#2a8a41',
    selected: '#1668c7',
    hub: '#808a95',
    link: '#8a939d',
    moneyLink: '#56616c',
    litLink: '#1f2a36',
    dimmedLink: '#e6e8ea',
    guide: '#cdd2d7',
  },
  dark: {
    paper: '#15171a',
    text: '#e7eaee',
    quietText: '#9aa4af',
    member: '#e9ecf0',
    actor: '#a3adb8',
    detail: '#76808b',
    glyph: '#15171a',
    dimmedNode: '#2d3238',
    dimmedGlyph: '#1d2126',
    fraud: '#ff6464',
    restricted: '#ffb02e',
    legitimate: '#4fc96a',
    selected: '#58a6ff',
    hub: '#76808b',
    link: '#66707b',
    moneyLink: '#a3adb8',
    litLink: '#e9ecf0',
    dimmedLink: '#262b31',
    guide: '#3d444b',
  },
};
