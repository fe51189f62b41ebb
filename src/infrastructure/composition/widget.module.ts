import type { Container, ResolutionContext } from 'inversify';
import { createWidget } from '#infrastructure/composition/create-widget';
import { tokens } from '#infrastructure/composition/tokens';

const portsOf = (from: ResolutionContext) => ({
  store: from.get(tokens.store),
  clock: from.get(tokens.clock),
  ids: from.get(tokens.ids),
  bus: from.get(tokens.bus),
  queue: from.get(tokens.queue),
  secrets: from.get(tokens.secrets),
  switches: from.get(tokens.switches),
  telemetry: from.get(tokens.telemetry),
  transports: from.get(tokens.transports),
  links: from.get(tokens.fileLinks),
  keeper: from.get(tokens.fileKeeper),
  signatures: from.get(tokens.signatures),
  notices: from.get(tokens.notifyTeam),
});

/** The website channel. */
export const bindWidget = (container: Container): void => {
  container.bind(tokens.widget).toDynamicValue((from) => createWidget(portsOf(from)));
};
