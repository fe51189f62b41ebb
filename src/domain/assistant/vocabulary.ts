import { normalised } from '#domain/assistant/words';

/** Word lists are compared after `normalised`, so each word is written once in its plain spelling. */
const setOf = (...lines: readonly string[]): ReadonlySet<string> =>
  new Set(
    lines
      .flatMap((line) => line.split(' '))
      .map(normalised)
      .filter((word) => word !== ''),
  );

/** Phrases of one or more words, written as a list with bars. */
const phrases = (...lines: readonly string[]): readonly string[] =>
  lines
    .join(' ')
    .split('|')
    .map(normalised)
    .filter((phrase) => phrase !== '');

/** Names of currencies and of percentages: never part of a person's name. */
export const moneyWords = setOf(
  'aed sar qar omr kwd bhd usd eur gbp inr egp dh dhs dirham dirhams riyal riyals dinar dinars dollar dollars euro euros',
  'pound pounds rupee rupees bucks percent percentage pct cent cents fils btc bitcoin',
  'درهم دراهم ريال ريالات دينار دنانير دولار دولارات يورو جنيه جنيهات فلس روبيه بالمئه بالميه بالمائه المئه المائه دراهما درهما',
);

/** What a seller might say: a customer's name that holds one of these is kept, but not repeated. */
export const sellingWords = setOf(
  'discount discounts discounted off free price prices priced cheap cheaper deal deals offer offers sale coupon voucher',
  'cashback refund gift gratis approved approve confirmed confirm confirms booked reserved guaranteed guarantee promise',
  'accepted agreed done order orders paid pay payment half hundred thousand ten twenty thirty forty fifty sixty seventy',
  'eighty ninety zero yes ok okay sure course vat tax delivery instalments interest',
  'gratis gratuito descuento rebaja oferta confirmado aceptado hecho trato vale desconto fechado',
  'muft riayat chhoot sasta pakka pakki tay manzoor मुफ्त छूट मंजूर पक्का तय',
  'خصم تخفيض تخفيضات مجانا مجاني سعر بسعر السعر ارخص عرض عروض كوبون قسيمه استرداد هديه تم تمت مؤكد تاكيد موافق موافقه',
  'محجوز مضمون ضمان وعد اوافق مقبول طلب الطلب مدفوع دفع نصف ميه مئه مائه الف عشره عشرين خمسين نعم اكيد توصيل ضريبه',
);

/** Words a plain date is made of; a date with any other word is noted and not repeated. */
export const dateWords = setOf(
  'today tomorrow tonight now morning noon afternoon evening night am pm at on in the of next this coming after before',
  'monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun week weekend day days',
  'january february march april may june july august september october november december',
  'jan feb mar apr jun jul aug sep sept oct nov dec oclock around by between and to',
  'اليوم غدا بكره بكرا الغد الليله الان صباحا مساء ظهرا عصرا ليلا الصبح الظهر العصر المغرب العشاء المساء الساعه يوم بعد قبل في القادم الجاي',
  'الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت احد اثنين ثلاثاء اربعاء خميس جمعه سبت الاسبوع ص م و',
  'يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر',
);

export const yesWords = setOf(
  'yes yeah yep yup sure ok okay correct right confirm agreed agree go ahead send',
  'نعم ايوه ايوا ايوة اي ايه اه اجل تمام اوكي اوك موافق موافقه اكيد صح صحيح ماشي زين طيب ارسل ارسله ارسلها ابعت ابعته',
);
export const noWords = setOf('no nope nah not yet now wait', 'لا لأ لاء مش مو ليس كلا الان بعد انتظر');
/** Said along with a yes or a no without changing it. */
export const politeWords = setOf('please pls thanks thank you it dear', 'من فضلك لو سمحت شكرا رجاء يا عزيزي');

/** Beginnings of yes and no: one of them must be there, so "please" alone is neither. */
export const firmYes = setOf(
  'yes yeah yep yup sure ok okay correct confirm agreed agree send',
  'نعم ايوه ايوا ايوة اي ايه اه اجل تمام اوكي اوك موافق موافقه اكيد صح صحيح ماشي زين طيب ارسل ارسله ارسلها ابعت ابعته',
);
export const firmNo = setOf('no nope nah not', 'لا لأ لاء مش مو كلا');

export const cancelPhrases = phrases(
  'cancel | cancelled | canceled | cancelling | cancellation | withdraw | forget it | never mind | nevermind |',
  'stop | do not want | dont want | drop it | not interested | changed my mind | الغاء | الغ | الغي | الغيه |',
  'الغيها | الغوا | الغيت | كنسل | كنسلي | كنسله | سحب | اسحب | بطلت | لا اريد | ما ابي | ما ابغى | مش عايز |',
  'ما بدي | غيرت رايي',
);

/** One message that is nothing but the wish to see the menu again. */
export const menuWords: ReadonlySet<string> = new Set(
  phrases(
    'menu | the menu | main menu | show menu | show me the menu | options | القائمه | قائمه | القايمه | قايمه |',
    'القائمه الرئيسيه | المنيو | منيو | الخيارات',
  ),
);

/** One message that is nothing but a wish for a person. Longer wishes are the model's to understand. */
export const personPhrases = phrases(
  'human | person | agent | a person | a human | real person | a real person | talk to a person |',
  'talk to a human | speak to a person | speak to a human | speak to an agent | talk to an agent |',
  'talk to someone | speak to someone | customer service | representative | operator | manager | staff |',
  'human please | agent please | موظف | انسان | شخص | بشر | موظفه | خدمه العملاء | اريد موظف | ابي موظف |',
  'ابغى موظف | بدي موظف | عايز موظف | التحدث مع موظف | التحدث الى موظف | اريد التحدث مع موظف | كلمني موظف |',
  'مدير | المدير | ممثل',
);
/** Somewhere in a message they make it a wish for a person, not the answer to what was asked. */
export const personWords = phrases(
  'human | agent | a person | representative | operator | someone | manager | staff | موظف | موظفه | انسان |',
  'المدير | خدمه العملاء | بشر',
);

/** Somewhere in a message they make it a question or a change of mind, not the answer to what was asked. */
export const questionPhrases = phrases(
  'how much | price | prices | cost | costs | discount | cheaper | how | what | which | why | when do | do you |',
  'can you | can i | is it | are you | instead | change | make it | actually | i want | i need | i would like |',
  'id like | remove | add | order | كم | بكم | سعر | السعر | الاسعار | خصم | تخفيض | ارخص | كيف | ما هو | ما هي |',
  'ماذا | ايش | شو | ايه | هل | ليش | لماذا | بدل | غير | تغيير | خليها | خليه | اريد | ابي | ابغى | بدي | عايز |',
  'اضف | احذف | اطلب',
);
/** No one is called so: said while we ask for a name, they are small talk. */
export const notNames = setOf(
  'and this that these those it its the a an for to of in on at my me i you your we us he she they them but or if so then also',
  'too more less first second next other another same today tomorrow here there not dont cant know sure think need get give',
  'هذا هذه ذلك تلك و او ثم ايضا كمان بعدين في من الى لي لك انت نحن هو هي هنا هناك اليوم غدا بكره ما مش لا ادري اعرف',
  'hi hello hey thanks thank you ok okay yes no sure please sorry what wait later none nothing bye good morning evening',
  'مرحبا اهلا السلام عليكم شكرا نعم لا تمام طيب ايوه ايوا عفوا لاحقا صباح مساء الخير سلام هلا',
);
export const namePrefixes: readonly RegExp[] = [
  /^\s*(?:hi[,!]?\s+)?(?:my name(?:'s|’s| is)|i am|i'm|i’m|this is|it is|it's|name:?)\s+/i,
  /^\s*(?:اسمي(?: هو)?|أنا|انا|الاسم:?|معك|معاك)\s+/,
];

/** Small numbers as people write them when asked how many. */
export const numberWords: ReadonlyMap<string, number> = new Map(
  [
    ['one', 1],
    ['two', 2],
    ['three', 3],
    ['four', 4],
    ['five', 5],
    ['six', 6],
    ['seven', 7],
    ['eight', 8],
    ['nine', 9],
    ['ten', 10],
    ['واحد', 1],
    ['واحدة', 1],
    ['وحده', 1],
    ['اثنين', 2],
    ['اثنان', 2],
    ['ثنتين', 2],
    ['ثلاثة', 3],
    ['ثلاث', 3],
    ['تلاتة', 3],
    ['أربعة', 4],
    ['أربع', 4],
    ['خمسة', 5],
    ['خمس', 5],
    ['ستة', 6],
    ['ست', 6],
    ['سبعة', 7],
    ['سبع', 7],
    ['ثمانية', 8],
    ['ثمان', 8],
    ['تسعة', 9],
    ['تسع', 9],
    ['عشرة', 10],
    ['عشر', 10],
  ].map(([word, value]) => [normalised(String(word)), Number(value)]),
);

/** One message that is nothing but the wish to leave out what was asked. */
export const skipWords: ReadonlySet<string> = new Set(
  phrases(
    'skip | skip it | skip this | skip that | pass | next | none | n a | na | no | nope | nothing | no thanks | not now |',
    'leave it | تخطي | تخطى | تخط | لا | لا يوجد | لا شيء | لا شي | بدون | ولا شي | مافي | ما في | لا شكرا',
  ),
);
/** Around a cancellation of a form they add nothing to it. */
export const cancelFillers = setOf(
  'the this that it form i to all now just here filling answering questions want would like lets',
  'النموذج هذا هذه الان كل شيء اريد ابي ابغى بدي عايز',
);
/** The wish to give something again. */
export const correctionPhrases = phrases(
  'change | correct | correction | fix | update | edit | wrong | mistake | غير | غيري | تغيير | تعديل | عدل | صحح |',
  'تصحيح | خطا | غلط',
);
/** At the beginning of a message they make it a question, whatever else was asked for. */
export const questionBeginnings: readonly RegExp[] = [
  /^\s*(?:how|what|which|why|when|where|who|do|does|are|is|can|could|will|would) /iu,
  /^\s*(?:كم|بكم|كيف|ما هو|ما هي|ماذا|ايش|شو|هل|ليش|لماذا|متى|أين|اين|وين) /u,
];
