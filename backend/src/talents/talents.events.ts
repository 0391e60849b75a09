/** A talent was erased with everything below it. A hint: the rows are gone already. */
export class TalentErased {
  constructor(
    readonly talentId: string,
    readonly connectionIds: readonly string[],
  ) {}
}
