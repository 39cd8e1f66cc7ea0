/**
 * Loaded into a process before it starts (`--import`): its clock is the machine's and as many milliseconds as the file
 * named by TURNED_CLOCK says, read anew all the time, so that a test can turn the clock of a server that runs.
 */
import { readFileSync } from 'node:fs';

const READ_EVERY_MS = 20;
const machine = Date.now;
let turnedBy = 0;
let readAt = Number.NEGATIVE_INFINITY;

Date.now = () => {
  const now = machine();
  if (now - readAt >= READ_EVERY_MS) {
    turnedBy = Number(readFileSync(process.env.TURNED_CLOCK, 'utf8'));
    readAt = now;
  }
  return now + turnedBy;
};
