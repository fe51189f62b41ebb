import type { Documents } from '#application/ports/documents';
import type { TestCase } from '#domain/knowledge/test-case';

/** What people of the team corrected once, for whoever examines the assistant before it goes live. */
export type TestCases = Documents<TestCase>;
