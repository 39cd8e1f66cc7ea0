/**
 * What every graph store must do, whatever stands behind it: checked against the contract on plain maps
 * (test/support/reference-graph.ts). The parts are in graph-store/, a subject a file.
 */
import { describe } from 'vitest';
import { asOfContract } from './graph-store/as-of.ts';
import { columnsContract } from './graph-store/columns.ts';
import { type ContractStore, type OpenedStore, useStore } from './graph-store/contract-store.ts';
import { dryRunContract } from './graph-store/dry-run.ts';
import { eventsContract } from './graph-store/events.ts';
import { hubContract } from './graph-store/hub.ts';
import { importsContract } from './graph-store/imports.ts';
import { linksContract } from './graph-store/links.ts';
import { mergingContract } from './graph-store/merging.ts';
import { observedLinksContract } from './graph-store/observed-links.ts';
import { registrationsContract } from './graph-store/registrations.ts';
import { screeningVerdictsContract } from './graph-store/screening-verdicts.ts';
import { searchContract } from './graph-store/search.ts';
import { stoppingContract } from './graph-store/stopping.ts';
import { waysContract } from './graph-store/ways.ts';
import { writersContract } from './graph-store/writers.ts';

/** `more`: of what only some stores offer. */
export function graphStoreContract(
  name: string,
  open: () => Promise<OpenedStore>,
  more: readonly ((contract: ContractStore) => void)[] = [],
): void {
  describe(`graph store contract: ${name}`, () => {
    const contract = useStore(open);
    mergingContract(contract);
    observedLinksContract(contract);
    linksContract(contract);
    waysContract(contract);
    eventsContract(contract);
    searchContract(contract);
    registrationsContract(contract);
    columnsContract(contract);
    asOfContract(contract);
    importsContract(contract);
    dryRunContract(contract);
    writersContract(contract);
    hubContract(contract);
    stoppingContract(contract);
    screeningVerdictsContract(contract);
    for (const part of more) part(contract);
  });
}
