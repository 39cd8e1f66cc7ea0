import { useRef } from 'react';
import type { RingHead, ShownRing } from '../../api/use-ring.ts';
import { Cash } from '../../components/cash.tsx';
import { formatFixed, formatShare } from '../../components/format.ts';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { When } from '../../components/when.tsx';
import { useText } from '../../text/text.tsx';
import { AlertPanel } from './alert-panel.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { EvidenceTree } from './evidence-tree.tsx';
import { NewcomersLink } from './newcomers-link.tsx';
import { RingHistory } from './ring-history.tsx';
import { RingStanding } from './ring-standing.tsx';
import { ScoreArithmetic } from './score-arithmetic.tsx';
import type { EvidenceFocus } from './use-evidence-focus.ts';
import { VerdictPanel } from './verdict-panel.tsx';
import styles from './why-pane.module.css';

function RingFacts({ ring }: { readonly ring: RingHead }) {
  const text = useText();
  const words = text.ring.facts;
  return (
    <dl className={styles['facts']}>
      <dt>{words.confidence}</dt>
      <dd>{formatShare(ring.confidence, text.language)}</dd>
      <dt>{words.status}</dt>
      <dd>{text.names.ringStatus[ring.status]}</dd>
      <dt>{words.stillStoppable}</dt>
      <dd>
        <Cash moneys={ring.exposure.stillStoppable} />
      </dd>
      <dt>{words.alreadyLost}</dt>
      <dd>
        <Cash moneys={ring.exposure.alreadyLost} />
      </dd>
      <dt>{words.turnover}</dt>
      <dd>
        <Cash moneys={ring.exposure.turnover} />
      </dd>
      <dt>{words.markets}</dt>
      <dd>{ring.markets.length === 0 ? '–' : ring.markets.join(', ')}</dd>
      <dt>{words.seen}</dt>
      <dd>
        <When at={ring.firstSeen} /> – <When at={ring.lastSeen} />
      </dd>
    </dl>
  );
}

function Typologies({ ring }: { readonly ring: RingHead }) {
  const text = useText();
  if (ring.typologies.length === 0) return <p className={styles['quiet']}>{text.ring.noTypology}</p>;
  return (
    <ul className={styles['plain']}>
      {ring.typologies.map(({ code, score, reason }) => (
        <li key={code}>
          <strong>{text.names.typology[code]}</strong>{' '}
          <span className={styles['quiet']}>{formatShare(score, text.language)}</span>
          <br />
          {reason}
        </li>
      ))}
    </ul>
  );
}

/** Whether it comes back when things are a little different, and whether chance would do as well. */
function Confirmation({ ring }: { readonly ring: RingHead }) {
  const text = useText();
  const tested = [ring.stability, ring.chance].flatMap((one) => one ?? []);
  return (
    <>
      <h2>{text.ring.confirmation}</h2>
      {tested.length === 0 && <p className={styles['quiet']}>{text.ring.notTested}</p>}
      <ul className={styles['plain']}>
        {tested.map(({ statement }) => (
          <li key={statement}>{statement}.</li>
        ))}
      </ul>
    </>
  );
}

type Props = {
  readonly ring: ShownRing;
  readonly evidence: EvidenceFocus;
  readonly showChanges: (since: string) => void;
};

/** Why this is a ring: the sentence, what speaks for it and against it, what would drop it, and the arithmetic. */
export function WhyPane({ ring, evidence, showChanges }: Props) {
  const text = useText();
  const verdict = useRef<HTMLHeadingElement>(null);
  return (
    <div className={styles['pane']}>
      <p className={styles['line']}>
        <SeverityMark severity={ring.severity} />
        <strong>{formatFixed(ring.score, 1, text.language)}</strong>
        {ring.stability?.isStable === false && <strong>{text.ring.unstable}</strong>}
        <code className={styles['id']}>{ring.id}</code>
      </p>
      <h1>{ring.summary}</h1>
      <RingStanding ringId={ring.id} judge={() => verdict.current?.focus()} />
      <RingFacts ring={ring} />
      <EvidenceList ring={ring} focus={evidence} />
      <EvidenceTree ringKey={ring.key} />
      <Confirmation ring={ring} />
      <h2>{text.ring.wouldDrop}</h2>
      <p>{ring.wouldDrop ?? text.ring.nothingSingle}</p>
      <h2>{text.ring.typologies}</h2>
      <Typologies ring={ring} />
      <ScoreArithmetic ring={ring} />
      <AlertPanel ringId={ring.id} />
      <NewcomersLink ringId={ring.id} />
      <VerdictPanel place={verdict} picture={{ id: ring.id, run: ring.run?.runId ?? null }} showChanges={showChanges} />
      <RingHistory ring={ring} />
    </div>
  );
}
