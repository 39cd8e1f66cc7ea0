import { Button } from '@mantine/core';
import type { Path } from '../api/shapes.ts';
import { useText } from '../text/text.tsx';
import { EntityName } from './entity-name.tsx';
import { formatFixed } from './format.ts';
import styles from './path-line.module.css';

/** One way from one thing to another, hop by hop, with how strong it is. */
export function PathLine({ path, show }: { readonly path: Path; readonly show: () => void }) {
  const text = useText();
  return (
    <div className={styles['path']}>
      <div className={styles['head']}>
        <span>{text.paths.length(path.length, formatFixed(path.strength, 3, text.language))}</span>
        <Button variant="default" size="compact-xs" onClick={show}>
          {text.paths.show}
        </Button>
      </div>
      <ol className={styles['hops']}>
        {path.nodes.map((node, index) => {
          const link = path.links[index];
          return (
            <li key={`${node.kind}:${node.externalId}`}>
              <EntityName entity={node} plain />
              {link && (
                <span className={styles['hop']} title={link.explanation}>
                  {text.names.linkType[link.type]}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}
