import { type ReadInvitationNeeds, readInvitation } from '#application/team/read-invitation';

export type OfferedPlace = {
  readonly email: string;
  readonly name: string;
  readonly tenantName: string;
  /** Whether to ask for a password they have or for a new one. Told to who reads the mails of the address only. */
  readonly hasAccount: boolean;
};

/** What an invitation offers, for the page that its link opens. Uses nothing up. */
export class LookAtInvitation {
  readonly #deps: ReadInvitationNeeds;
  constructor(deps: ReadInvitationNeeds) {
    this.#deps = deps;
  }

  /** @throws {LinkNotValid} */
  async execute({ token }: { readonly token: string }): Promise<OfferedPlace> {
    const { invitation, tenant } = await readInvitation(this.#deps, token);
    const { email, name } = invitation;
    const user = await this.#deps.store.platform.findUserByEmail(email);
    return { email, name, tenantName: tenant.state.name, hasAccount: user !== null };
  }
}
