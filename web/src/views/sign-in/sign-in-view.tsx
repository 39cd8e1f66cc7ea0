import { Button } from '@mantine/core';
import { useText } from '../../text/text.tsx';
import styles from './sign-in-view.module.css';

/** Signed out: there is no password to type, only a link to open. */
export function SignInView({ retry }: { readonly retry: () => void }) {
  const text = useText();
  return (
    <main className={styles['page']}>
      <p className={styles['brand']}>Clewline</p>
      <h1>{text.signIn.title}</h1>
      <p>{text.signIn.whatToDo}</p>
      <pre className={styles['command']}>
        <code>npx pnpm@12.21.0 clewline sign-in</code>
      </pre>
      <p className={styles['quiet']}>{text.signIn.why}</p>
      <Button variant="default" size="compact-md" onClick={retry}>
        {text.signIn.retry}
      </Button>
    </main>
  );
}
