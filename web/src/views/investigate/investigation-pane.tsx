import type { ReactNode } from 'react';
import type { Path } from '../../api/shapes.ts';
import type { Investigation } from '../../api/use-investigation.ts';
import { Link } from '../../app/link.tsx';
import { ringPath } from '../../app/router.ts';
import { formatFixed } from '../../components/format.ts';
import { PathLine } from '../../components/path-line.tsx';
import { SeverityMark } from '../../components/severity-mark.tsx';
import { useText } from '../../text/text.tsx';
import { useBoardActions } from '../board/board-context.tsx';
import { CopyButton } from '../board/copy-button.tsx';
import styles from './investigate-view.module.css';

type Props = { readonly asked: number; readonly investigation: Investigation; readonly form: ReactNode };

const keyOf = (path: Path): string => path.links.map((link) => link.id).join(' ');

/** The answer in words: what is not known here, rings they are in, and how they are tied. */
export function InvestigationPane({ asked, investigation, form }: Props) {
  const text = useText();
  const words = text.investigate;
  const { showPath } = useBoardActions();
  const { rings, paths, unknown, found } = investigation;
  return (
    <div className={styles['pane']}>
      <h1>{words.title}</h1>
      <p>{words.answer({ found: found.length, asked, rings: rings.length, unknown: unknown.length })}</p>
      {form}
      {unknown.length > 0 && (
        <>
          <h2>{words.unknown(unknown.length)}</h2>
          <div>
            <CopyButton value={unknown.join('\n')} label={text.selected.copyIds} />
          </div>
          <ul className={styles['unknown']}>
            {unknown.map((id) => (
              <li key={id}>{id}</li>
            ))}
          </ul>
        </>
      )}
      <h2>{words.rings(rings.length)}</h2>
      {rings.length === 0 && <p className={styles['quiet']}>{words.noRings}</p>}
      {rings.map((ring) => (
        <div key={ring.id} className={styles['ring']}>
          <span className={styles['row']}>
            <SeverityMark severity={ring.severity} /> {formatFixed(ring.score, 1, text.language)}
          </span>
          <Link to={ringPath(ring.id)}>{ring.summary}</Link>
        </div>
      ))}
      <h2>{words.connections(paths.length)}</h2>
      {paths.length === 0 && <p className={styles['quiet']}>{words.noConnections}</p>}
      {paths.map((path) => (
        <PathLine key={keyOf(path)} path={path} show={() => showPath(path)} />
      ))}
    </div>
  );
}
