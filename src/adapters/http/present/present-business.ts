import type { z } from 'zod';
import type { BusinessProfileDto, WorkingHoursDto } from '#adapters/http/contract/business';
import { presentLocalized } from '#adapters/http/present/present-money';
import type { BusinessProfile } from '#domain/tenancy/business-profile';
import type { Span, WorkingHours } from '#domain/tenancy/working-hours';

export const presentProfile = (profile: BusinessProfile): z.input<typeof BusinessProfileDto> => ({
  description: presentLocalized(profile.description),
  phone: profile.phone,
  email: profile.email,
  address: presentLocalized(profile.address),
  website: profile.website,
  logo: profile.logo,
  brandColour: profile.brandColour,
});

const presentSpans = (spans: readonly Span[]) => spans.map(({ from, to }) => ({ from, to }));

export const presentHours = ({ enabled, week, exceptions }: WorkingHours): z.input<typeof WorkingHoursDto> => ({
  enabled,
  week: week.map(presentSpans),
  exceptions: exceptions.map(({ date, spans, note }) => ({ date, spans: presentSpans(spans), note })),
});
