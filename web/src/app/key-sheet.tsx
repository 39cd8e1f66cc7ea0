import { Kbd, Modal } from '@mantine/core';
import { useText } from '../text/text.tsx';
import styles from './key-sheet.module.css';

const SECTIONS = [
  {
    section: 'everywhere',
    keys: [
      ['search', '⌘K', '/'],
      ['sheet', '?'],
      ['close', 'Esc'],
    ],
  },
  {
    section: 'rings',
    keys: [
      ['down', 'j'],
      ['up', 'k'],
      ['open', 'Enter'],
      ['choose', 'x'],
    ],
  },
  {
    section: 'board',
    keys: [
      ['nextRow', 'j', '⇧j'],
      ['previousRow', 'k', '⇧k'],
      ['expand', 'e'],
      ['collapse', 'c'],
      ['hide', 'h'],
      ['pin', 'p'],
      ['paths', 'f'],
      ['undo', 'z'],
      ['redo', '⇧z'],
      ['layouts', '1–4'],
      ['twin', 't'],
      ['clear', 'x'],
    ],
  },
] as const;

export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  return (
    <Modal opened onClose={onClose} title={text.keys.title} closeButtonProps={{ 'aria-label': text.common.close }}>
      {SECTIONS.map(({ section, keys }) => (
        <section key={section} className={styles['section']}>
          <h2>{text.keys.sections[section]}</h2>
          <dl className={styles['keys']}>
            {keys.map(([command, ...names]) => (
              <div key={command}>
                <dt>{text.keys.commands[command]}</dt>
                <dd>
                  {names.map((name) => (
                    <Kbd key={name} size="xs">
                      {name}
                    </Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
