import { type Principal, tenantFor } from '#application/identity/principal';
import type { ChannelForm, ChannelForms } from '#application/ports/channel-forms';

/** The kinds of channel there are, with the schemas their forms are drawn from. */
export class ListChannelForms {
  readonly #forms: ChannelForms;
  constructor(deps: { readonly channelForms: ChannelForms }) {
    this.#forms = deps.channelForms;
  }

  async execute({ by }: { readonly by: Principal }): Promise<readonly ChannelForm[]> {
    tenantFor(by, 'tenant.read');
    return this.#forms.list();
  }
}
