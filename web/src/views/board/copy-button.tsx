import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useText } from '../../text/text.tsx';

export function CopyButton({ value, label }: { readonly value: string; readonly label: string }) {
  const text = useText();
  const clipboard = useClipboard();
  return (
    <Button variant="default" size="compact-xs" onClick={() => clipboard.copy(value)}>
      {clipboard.copied ? text.common.copied : label}
    </Button>
  );
}
