import type { z } from 'zod';
import type * as Contract from '../../src/adapters/http/contract/widget.js';

/** What the server and this program have agreed on; types only, so nothing of the server is in the bundle. */
export type WidgetConfig = z.infer<typeof Contract.WidgetConfigDto>;
export type WidgetMessage = z.infer<typeof Contract.WidgetMessageDto>;
export type WidgetState = z.infer<typeof Contract.WidgetStateDto>;
export type WidgetSession = z.infer<typeof Contract.WidgetSessionDto>;
export type WidgetChoice = z.infer<typeof Contract.WidgetChoiceDto>;
export type WidgetCard = z.infer<typeof Contract.WidgetCardDto>;
export type WidgetForm = z.infer<typeof Contract.WidgetFormDto>;
export type WidgetFile = z.infer<typeof Contract.WidgetFileDto>;
export type NewMessage = z.input<typeof Contract.NewWidgetMessage>;
export type StatusChange = z.input<typeof Contract.WidgetStatusChange>;
export type Language = WidgetConfig['language'];
