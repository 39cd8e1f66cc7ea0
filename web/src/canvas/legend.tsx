/** The key to the picture, which is also its filter: what is pressed is shown. Every sign has a word beside it. */
import { useState } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '../components/format.ts';
import type { BoardStore } from '../exploration/board-store.ts';
import { setKindHidden, setLinkTypeHidden } from '../exploration/look-producers.ts';
import { CONTACT_OF_LINK_TYPE, CONTACTS } from '../exploration/vocabulary.ts';
import { useText } from '../text/text.tsx';
import { commonest, kindsOnBoard, linkTypesOnBoard } from './board-counts.ts';
import { KindIcon } from './kind-icon.tsx';
import classes from './legend.module.css';
import { LinkIcon } from './link-icon.tsx';

/** On a usual window the picture needs the room more than the words about it. */
const NARROW_PX = 1_600;
/** As many of each as fit on a line beside their word. */
const BRIEF = { kinds: 5, links: 4 } as const;

const Entry = (props: {
  readonly icon: React.ReactNode;
  readonly name: string;
  readonly count: number;
  readonly isShown: boolean;
  readonly onToggle: () => void;
}) => {
  const text = useText();
  return (
    <button type="button" className={classes['entry']} aria-pressed={props.isShown} onClick={props.onToggle}>
      {props.icon}
      <span>{props.name}</span>
      <span className={classes['count']}>{formatCount(props.count, text.language)}</span>
    </button>
  );
};

export const Legend = ({ store }: { readonly store: BoardStore }) => {
  const text = useText();
  const state = useStore(store);
  const { hiddenKinds, hiddenLinkTypes } = state.filters;
  const [isFull, setIsFull] = useState(() => window.innerWidth > NARROW_PX);
  const kinds = kindsOnBoard(state);
  const linkTypes = linkTypesOnBoard(state);
  const shownKinds = isFull ? kinds : commonest(kinds, BRIEF.kinds, hiddenKinds);
  const shownLinkTypes = isFull ? linkTypes : commonest(linkTypes, BRIEF.links, hiddenLinkTypes);
  const more = kinds.length - shownKinds.length + linkTypes.length - shownLinkTypes.length;
  const contacts = CONTACTS.filter((contact) => linkTypes.some(({ of }) => CONTACT_OF_LINK_TYPE[of] === contact));
  return (
    <div className={classes['legend']}>
      <fieldset className={classes['group']}>
        <legend>{text.canvas.legendKinds}</legend>
        {shownKinds.map(({ of: kind, count }) => (
          <Entry
            key={kind}
            icon={<KindIcon kind={kind} />}
            name={text.names.kind[kind]}
            count={count}
            isShown={!hiddenKinds.has(kind)}
            onToggle={() => store.apply(setKindHidden(kind, !hiddenKinds.has(kind)))}
          />
        ))}
      </fieldset>
      <fieldset className={classes['group']}>
        <legend>{text.canvas.legendLinks}</legend>
        {shownLinkTypes.map(({ of: type, count }) => (
          <Entry
            key={type}
            icon={<LinkIcon contact={CONTACT_OF_LINK_TYPE[type]} />}
            name={text.names.linkType[type]}
            count={count}
            isShown={!hiddenLinkTypes.has(type)}
            onToggle={() => store.apply(setLinkTypeHidden(type, !hiddenLinkTypes.has(type)))}
          />
        ))}
      </fieldset>
      <div className={classes['group']}>
        {isFull && (
          <>
            {contacts.map((contact) => (
              <span key={contact} className={classes['key']}>
                <LinkIcon contact={contact} /> {text.canvas.contacts[contact]}
              </span>
            ))}
            <span className={classes['key']}>{text.canvas.widthKey}</span>
            <span className={classes['key']}>{text.canvas.riskKey}</span>
          </>
        )}
        <button type="button" className={classes['more']} aria-expanded={isFull} onClick={() => setIsFull(!isFull)}>
          {isFull ? text.canvas.legendLess : text.canvas.legendMore(more)}
        </button>
      </div>
    </div>
  );
};
