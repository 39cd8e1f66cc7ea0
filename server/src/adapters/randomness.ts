import { createHash, randomBytes } from 'node:crypto';
import type { Randomness } from '../application/ports/clock.ts';

export const systemRandomness: Randomness = {
  token: (bits) => randomBytes(Math.ceil(bits / 8)).toString('base64url'),
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
};
