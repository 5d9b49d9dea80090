import type { FaultRow } from '../fault-row.ts';

/** A row on one broker, a replica a stage, in which no delivery may repeat; but for what `more` says. */
export const row = (name: string, inject: NonNullable<FaultRow['inject']>, more: Partial<FaultRow> = {}): FaultRow => ({
  name,
  nodes: 1,
  replicas: {},
  repeatsAllowed: false,
  inject,
  ...more,
});
