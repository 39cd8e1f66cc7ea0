/** `clewline leads`: who is tied to known fraud, by the newest published run. */
import type { Command } from 'commander';
import { listLeads } from '../application/leads/list-leads.ts';
import { toLeadJson } from '../application/ring-json.ts';
import { entityKey } from '../domain/entity-key.ts';
import type { Lead } from '../domain/lead.ts';
import type { CliContext, Services } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { toTextTable } from './text-table.ts';

const PAGE = 100;

export function addLeadsCommand(program: Command, context: CliContext): void {
  program
    .command('leads')
    .description('list who is tied to known fraud by something rare, the likeliest first')
    .option('--json', 'print one JSON object a line (NDJSON)')
    .addHelpText(
      'after',
      '\nThose that nobody judged and no entry keeps back. Leads and no findings: most people who share something with a fraudster have nothing to do with it. Known fraud' +
        '\nis who is banned, confirmed as fraud, or was sanctioned and never cleared.' +
        '\n\nExit code 0: done; 1: could not run; 2: wrong usage.\n\nExample:\n  clewline leads --json',
    )
    .action(async (options: { readonly json?: true }) => showLeads(context, options.json ?? false));
}

async function showLeads(context: CliContext, json: boolean): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const rows: string[][] = [];
  for (let after: string | undefined, hasNext = true; hasNext; ) {
    const page = { first: PAGE, ...(after === undefined ? {} : { after }) };
    const { rings, verdicts, suppressions, clock } = services.value;
    const reader = { principal: context.principal, rings, verdicts, suppressions, clock };
    const leads = await listLeads(reader, { show: 'TO_LOOK_AT', page });
    if (!leads.ok) return finishWithFailure(context, leads.failure);
    for (const { item } of leads.value.items) {
      if (json) printJson(context, toLeadJson(item));
      else rows.push(toRow(item));
    }
    after = leads.value.items.at(-1)?.cursor;
    hasNext = leads.value.hasNext;
  }
  if (json) return;
  if (rows.length > 0) context.stdout(toTextTable(['ACCOUNT', 'TIED TO', 'SCORE', 'WHY'], rows));
  else context.stderr(`${await whyNone(services.value)}\n`);
}

async function whyNone({ rings }: Services): Promise<string> {
  if ((await rings.latestPublishedRun()) === null) return 'Detection has not run yet: run “clewline detect”.';
  const judged = (await rings.allLeads()).length;
  if (judged > 0) return `Nothing is left to look at: ${judged} were judged or are kept back.`;
  return 'Nobody is tied to known fraud. Who is banned or labelled confirmedFraud is known: give status or riskLabel in your exports.';
}

const named = (refs: Lead['accounts']): string => refs.map(entityKey).join(' ');
const toRow = ({ accounts, known, group }: Lead): string[] => [
  named(accounts),
  named(known),
  group.score.toFixed(1),
  group.summary,
];
