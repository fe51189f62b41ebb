/** What reading one document may cost. */
export const limits = {
  /** Of a PDF. */
  pages: 2_000,
  /** Of text kept, in characters: some 1,500 pages. */
  characters: 4_000_000,
  blocks: 60_000,
  /** Of elements within elements. */
  depth: 2_000,
  tableRows: 5_000,
  tableColumns: 50,
  /** Of a ZIP container. */
  zipEntries: 2_000,
  zipEntryBytes: 64 * 1_048_576,
  zipTotalBytes: 256 * 1_048_576,
  /** A text shrinks to a twentieth at best; beyond this it is made to burst. Small parts are left alone. */
  zipRatio: 150,
  zipRatioFrom: 1_048_576,
} as const;
