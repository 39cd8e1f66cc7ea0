import { Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useStoreStatus } from '../api/use-store-status.ts';
import { useViewer } from '../api/use-viewer.ts';
import { useText } from '../text/text.tsx';
import { GlobalSearch } from './global-search.tsx';
import { KeySheet } from './key-sheet.tsx';
import { useKeys } from './keyboard.ts';
import { Link } from './link.tsx';
import type { Route } from './router.ts';
import { isFocusLost } from './row-focus.ts';
import styles from './shell.module.css';
import { useSearchShortcut } from './use-search-shortcut.ts';

type Dialog = 'none' | 'search' | 'keys';

const PAGES = [
  { view: 'rings', address: '/', also: 'ring' },
  { view: 'alerts', address: '/alerts', also: 'alerts' },
  { view: 'newcomers', address: '/newcomers', also: 'newcomers' },
  { view: 'leads', address: '/leads', also: 'leads' },
  { view: 'investigate', address: '/investigate', also: 'entity' },
  { view: 'runs', address: '/runs', also: 'runs' },
  { view: 'webhooks', address: '/webhooks', also: 'webhooks' },
] as const;

function ColorSchemeButton() {
  const text = useText();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <Button variant="subtle" size="compact-sm" onClick={() => setColorScheme(other)}>
      {text.shell.scheme[other]}
    </Button>
  );
}

function Navigation({ route }: { readonly route: Route }) {
  const text = useText();
  return (
    <nav className={styles['rail']} aria-label={text.shell.navigation}>
      {PAGES.map(({ view, address, also }) => (
        <Link key={view} to={address} aria-current={route.view === view || route.view === also ? 'page' : undefined}>
          {text.shell.pages[view]}
        </Link>
      ))}
    </nav>
  );
}

function Viewer() {
  const text = useText();
  const { data } = useViewer();
  const held = useStoreStatus().data?.status;
  if (!data) return null;
  return (
    <span className={styles['who']} {...(held && { title: text.shell.holdings(held.entities, held.links) })}>
      {data.viewer.name}
    </span>
  );
}

/** Where a page was, its keys and a screen reader go on at the next one, not at the top of everything. */
function useFocusOfPage(page: string) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    if (isFocusLost()) main.current?.focus({ preventScroll: true });
  }, [page]);
  return main;
}

/** What stays while pages change: search, pages, who is signed in, and the keys. */
export function Shell({ route, children }: { readonly route: Route; readonly children: ReactNode }) {
  const text = useText();
  const [dialog, setDialog] = useState<Dialog>('none');
  useSearchShortcut(() => setDialog('search'));
  useKeys({ '/': () => setDialog('search'), '?': () => setDialog('keys') });
  const main = useFocusOfPage(JSON.stringify(route));
  const close = () => setDialog('none');
  return (
    <div className={styles['shell']}>
      <a className={styles['skip']} href="#main">
        {text.shell.skip}
      </a>
      <header className={styles['head']}>
        <Link to="/" className={styles['brand']}>
          Clewline
        </Link>
        <button type="button" className={styles['search']} onClick={() => setDialog('search')}>
          <span>{text.search.prompt}</span>
          <kbd>/</kbd>
        </button>
        <div className={styles['tail']}>
          <Viewer />
          <ColorSchemeButton />
          <Button variant="subtle" size="compact-sm" onClick={() => setDialog('keys')} aria-label={text.keys.title}>
            ?
          </Button>
        </div>
      </header>
      <Navigation route={route} />
      <main ref={main} id="main" className={styles['main']} tabIndex={-1}>
        {children}
      </main>
      {dialog === 'search' && <GlobalSearch onClose={close} />}
      {dialog === 'keys' && <KeySheet onClose={close} />}
    </div>
  );
}
