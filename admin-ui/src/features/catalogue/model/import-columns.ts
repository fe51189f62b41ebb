/** What a column of a file can be. */
export const importFields = [
  'nameEn',
  'nameAr',
  'price',
  'descriptionEn',
  'descriptionAr',
  'categoryEn',
  'categoryAr',
  'unitEn',
  'unitAr',
  'aliases',
  'minQuantity',
  'maxQuantity',
  'requires',
  'status',
] as const;
export type ImportField = (typeof importFields)[number];

/** The field of each column, in the order of the file; `null` leaves it out. */
export type Mapping = readonly (ImportField | null)[];

/** Headings people really write, without signs and spaces. The first heading of a field wins. */
const headings: Readonly<Record<ImportField, readonly string[]>> = {
  nameEn: [
    'nameen',
    'nameenglish',
    'englishname',
    'name',
    'service',
    'servicename',
    'title',
    'item',
    'product',
    'الاسمبالانجليزيه',
    'الاسمانجليزي',
  ],
  nameAr: [
    'namear',
    'namearabic',
    'arabicname',
    'الاسم',
    'اسم',
    'الاسمبالعربيه',
    'الاسمعربي',
    'اسمالخدمه',
    'الخدمه',
    'المنتج',
  ],
  price: ['price', 'cost', 'amount', 'fee', 'rate', 'السعر', 'سعر', 'الثمن', 'التكلفه', 'المبلغ'],
  descriptionEn: ['descriptionen', 'descriptionenglish', 'description', 'details', 'desc'],
  descriptionAr: ['descriptionar', 'descriptionarabic', 'الوصف', 'وصف', 'التفاصيل', 'الوصفبالعربيه'],
  categoryEn: ['categoryen', 'categoryenglish', 'category', 'group', 'type', 'section'],
  categoryAr: ['categoryar', 'categoryarabic', 'الفئه', 'فئه', 'التصنيف', 'القسم', 'النوع'],
  unitEn: ['uniten', 'unitenglish', 'unit', 'per'],
  unitAr: ['unitar', 'unitarabic', 'الوحده', 'وحده'],
  aliases: ['aliases', 'alias', 'otherwords', 'keywords', 'synonyms', 'كلماتاخري', 'مرادفات'],
  minQuantity: ['minquantity', 'min', 'minimum', 'atleast', 'minqty', 'الحدالادني', 'اقلكميه'],
  maxQuantity: ['maxquantity', 'max', 'maximum', 'atmost', 'maxqty', 'الحدالاعلي', 'اكثركميه'],
  requires: ['requires', 'required', 'needs', 'ask', 'مطلوب', 'المطلوب'],
  status: ['status', 'state', 'الحاله', 'حاله'],
};

/** Without case, signs and the several ways of writing the same Arabic letter. */
export const plainHeading = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}ـ]/gu, '')
    .replace(/[أإآ]/g, 'ا')
    .replace(/ة/g, 'ه')
    .replace(/ى/g, 'ي')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const isCurrencyCode = (rest: string): boolean => /^[a-z]{3}$/.test(rest);

const fieldOf = (heading: string): ImportField | null => {
  const plain = plainHeading(heading);
  const exact = importFields.find((field) => headings[field].some((known) => plainHeading(known) === plain));
  if (exact !== undefined) return exact;
  // "Price (AED)"
  return plain.startsWith('price') && isCurrencyCode(plain.slice('price'.length)) ? 'price' : null;
};

/** A field is claimed once; a second column of the same meaning is left to the person. */
export const detectMapping = (header: readonly string[]): Mapping => {
  const claimed = new Set<ImportField>();
  return header.map((heading) => {
    const field = fieldOf(heading);
    if (field === null || claimed.has(field)) return null;
    claimed.add(field);
    return field;
  });
};

export type MappingFault =
  | { readonly fault: 'name' | 'price' }
  | { readonly fault: 'twice'; readonly field: ImportField };

export const mappingFaults = (mapping: Mapping): readonly MappingFault[] => {
  const twice = importFields.filter((field) => mapping.filter((each) => each === field).length > 1);
  return [
    ...(mapping.includes('nameEn') || mapping.includes('nameAr') ? [] : [{ fault: 'name' } as const]),
    ...(mapping.includes('price') ? [] : [{ fault: 'price' } as const]),
    ...twice.map((field) => ({ fault: 'twice', field }) as const),
  ];
};
