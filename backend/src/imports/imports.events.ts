/** News of imports. A hint only: the rows are the truth. */

/** What is shown of these imports may have changed; published after the commit. */
export class ImportsChanged {
  constructor(
    readonly agencyId: string,
    readonly importIds: readonly string[],
  ) {}
}
