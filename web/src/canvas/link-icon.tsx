/** A line as the canvas draws it for a kind of contact: solid, dashed, or with an arrow. */
import type { Contact } from '../exploration/vocabulary.ts';

export const LinkIcon = ({ contact }: { readonly contact: Contact }) => (
  <svg width={28} height={10} viewBox="0 0 28 10" aria-hidden="true" style={{ flex: 'none' }}>
    <line
      x1={1}
      x2={contact === 'money' ? 20 : 27}
      y1={5}
      y2={5}
      stroke="currentColor"
      strokeWidth={2}
      strokeDasharray={contact === 'interaction' ? '5 3.5' : undefined}
    />
    {contact === 'money' && <path d="M19 1L27 5L19 9Z" fill="currentColor" />}
  </svg>
);
