/** The list of commands: one file and one line here each. */
import { Command } from 'commander';
import { addAdoptCommand } from './adopt.ts';
import { addAllowCommand } from './allow.ts';
import type { CliContext } from './cli-context.ts';
import { addCopyCommand } from './copy.ts';
import { addDetectCommand } from './detect.ts';
import { addDigestCommand } from './digest.ts';
import { addEvaluateCommand } from './evaluate.ts';
import { addExportCommand } from './export.ts';
import { addImportCommand } from './import.ts';
import { addKeyCommand } from './key.ts';
import { addLeadsCommand } from './leads.ts';
import { addMapCommand } from './map.ts';
import { addParametersCommand } from './parameters.ts';
import { addReviewCapacityCommand } from './review-capacity.ts';
import { addRingsCommand } from './rings.ts';
import type { Runtime } from './runtime.ts';
import { addScreenCommand } from './screen.ts';
import { addServeCommand } from './serve.ts';
import { addSignInCommand } from './sign-in.ts';
import { addStatusCommand } from './status.ts';
import { addTypologiesCommand } from './typologies.ts';

export function buildProgram(context: CliContext, runtime: Runtime): Command {
  const program = new Command('clewline')
    .description('Finds groups of marketplace accounts that act together, and says why.')
    .version(runtime.version)
    .exitOverride()
    // So that an option after "detect list" belongs to "list".
    .enablePositionalOptions()
    .configureOutput({ writeOut: context.stdout, writeErr: context.stderr })
    .showHelpAfterError('Add --help to see what this command takes.')
    .addHelpText('after', HELP);
  addServeCommand(program, context, runtime);
  addImportCommand(program, context);
  addMapCommand(program, context);
  addDetectCommand(program, context, runtime);
  addScreenCommand(program, context);
  addRingsCommand(program, context);
  addLeadsCommand(program, context);
  addDigestCommand(program, context);
  addAdoptCommand(program, context, runtime);
  addCopyCommand(program, context, runtime);
  addExportCommand(program, context, runtime);
  addEvaluateCommand(program, context, runtime);
  addTypologiesCommand(program, context);
  addParametersCommand(program, context, runtime);
  addReviewCapacityCommand(program, context);
  addAllowCommand(program, context);
  addKeyCommand(program, context);
  addSignInCommand(program, context, runtime);
  addStatusCommand(program, context);
  return program;
}

const HELP = `
Exit codes: 0 done; 1 could not run; 2 wrong usage; 3 done, with rows rejected or findings to look at;
130 interrupted, and safe.

Example:
  clewline import exports/ && clewline detect && clewline serve`;
