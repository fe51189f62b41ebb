import type { z } from 'zod';
import type { WidgetSettingsDto } from '#adapters/http/contract/widget-settings';
import { presentLocalized } from '#adapters/http/present/present-money';
import type { WidgetSettingsView } from '#application/widget-settings/widget-settings';

export const presentWidgetSettings = ({
  tenantId: _tenantId,
  ...view
}: WidgetSettingsView): z.input<typeof WidgetSettingsDto> => ({
  ...view,
  domains: [...view.domains],
  title: presentLocalized(view.title),
  welcome: presentLocalized(view.welcome),
  privacy: { ...view.privacy },
  seen: view.seen && { origin: view.seen.origin, at: view.seen.at.toISOString() },
});
