/** A command as the operator gives it, on services of a test's own, with what it said and how it ended. */
import { buildProgram } from '../../server/src/cli/program.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';

type Said = { readonly stdout: string; readonly stderr: string; readonly code: number };
type On = { readonly services: object; readonly now: number; readonly runtime?: object };

export async function runProgram(args: readonly string[], { services, now, runtime }: On): Promise<Said> {
  const said = { stdout: '', stderr: '', code: 0 };
  const context = {
    principal: OPERATOR,
    clock: { now: () => now },
    stdout: (text: string) => {
      said.stdout += text;
    },
    stderr: (text: string) => {
      said.stderr += text;
    },
    exit: (code: number) => {
      said.code = code;
    },
    open: async () => ({ ok: true, value: services }),
  };
  const program = buildProgram(context as never, { version: '1', codeVersion: '1', ...runtime } as never);
  await program.parseAsync(args, { from: 'user' });
  return said;
}
