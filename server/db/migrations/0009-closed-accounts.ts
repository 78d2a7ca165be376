import type { Migration } from '../migrate.ts'

/** Accounts that an operator closed: kept, because facts and text name their people. */
export const closedAccounts: Migration = {
  number: 9,
  name: 'closed-accounts',
  sql: `
alter table person add column disabled_at bigint;
`,
}
