/** Single-key commands. They rest while someone types, a dialog is open, or a modifier of the browser's is held. */
import { useEffect, useRef } from 'react';

export type KeyCommands = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const BOXES = 'input[type=checkbox], input[type=radio]';

/** In a box nothing is typed: it is only ticked. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  !target.matches(BOXES) &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const isDialogOpen = (): boolean => document.querySelector('[role="dialog"]') !== null;

/** The name a command is listed under: `Shift+z`, `j`, `?`; letters keep their case-free form. */
export const keyName = (event: KeyboardEvent): string => {
  const isLetter = /^[a-z]$/i.test(event.key);
  return isLetter && event.shiftKey
    ? `Shift+${event.key.toLowerCase()}`
    : isLetter
      ? event.key.toLowerCase()
      : event.key;
};

export function useKeys(commands: KeyCommands): void {
  const latest = useRef(commands);
  latest.current = commands;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || isDialogOpen()) return;
      const command = latest.current[keyName(event)];
      if (!command) return;
      event.preventDefault();
      command(event);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
