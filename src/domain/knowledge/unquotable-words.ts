/**
 * What a quotable sentence must not hold. Wide on purpose: a sentence that is held back costs an admin one look and one FAQ,
 * a price or a promise out of an old paper costs the business its word.
 */

/** Currency signs, names and codes, in the writings customers meet. */
const currency =
  /[\p{Sc}]|\b(?:aed|sar|qar|omr|kwd|bhd|jod|egp|mad|tnd|iqd|usd|eur|gbp|inr|pkr|try|cny|jpy|chf|cad|aud|dhs?|srs?|qrs?|rs)\b\.?|\b(?:dirhams?|dinars?|ri(?:y)?als?|dollars?|euros?|pounds?|rupees?|liras?|cents?|fils|halalas?|piast(?:er|re)s?|bucks?)\b|درهم|دراهم|ريال|دينار|دنانير|جنيه|دولار|يورو|روبيه|ليره|فلس|فلوس|هلله|قرش|د\.إ|ر\.س|د\.ك/iu;

/** Words of a price; without an amount they still speak of one. */
const pricing =
  /\b(?:pric(?:e|es|ed|ing)|costs?|costing|fees?|charg(?:e|es|ed|ing)|tariffs?|rates?|surcharges?|deposits?|instal?lments?|payable|cheap(?:er|est)?|expensive|negotia\p{L}*|vat|tax(?:es)?)\b|سعر|اسعار|تسعير|تكلف|كلفه|رسوم|ثمن|عربون|دفعه مقدمه|قسط|اقساط|ارخص|ضريبه|تفاوض/iu;

export const money = (text: string): boolean => currency.test(text) || pricing.test(text);

const lessened =
  /[%٪％‰]|\bper ?cent\b|\bpercent\p{L}*\b|\b(?:discount\p{L}*|promo\p{L}*|coupons?|vouchers?|cash ?back|rebates?|bogo|waiv\p{L}*|complimentary|half[- ]price|on the house|on us|bargains?|clearance|gratis|no[- ]charge|loyalty points?)\b|\b(?:special|limited|exclusive|today'?s?) (?:time )?(?:offers?|deals?)\b|\b(?:offers?|deals?|sale) (?:valid|ends?|until|expires?|price)\b|\bon sale\b|\bbuy \p{L}+ get\b|(?<!feel )(?<!-)\bfree\b(?!-)|\b\d+ off\b|\boff (?:all|any|your|the|every|selected)\b|خصم|خصومات|تخفيض|حسم|كوبون|قسيمه|مجان|هديه|بالمئه|بالمائه|بالميه|نصف السعر|عرض خاص|عروض|تنزيلات|استرداد نقدي|نقاط ولاء/iu;

export const discount = (text: string): boolean => lessened.test(text);

const committed =
  /\b(?:guarante\p{L}*|warrant(?:y|ies|ed|s)?|promis\p{L}*|assur(?:e|es|ed|ance)|commit(?:s|ted|ment|ments)?|ensur(?:e|es|ed)|refund\p{L}*|reimburs\p{L}*|compensat\p{L}*|money[- ]back|entitled?|liab\p{L}*|indemnif\p{L}*|will|shall|binding)\b|['’]ll\b|\b(?:is|are|has been|have been|was|were) (?:hereby )?(?:confirmed|approved|booked|reserved|accepted|granted|agreed)\b|نضمن|ضمان|مضمون|نعدكم|نتعهد|نلتزم|التزامنا|استرداد|استرجاع|تعويض|سوف|سيتم|سنقوم|سنرد|سنرسل|سنعيد|سنوفر|ستحصل|سيكون|ستكون|تم تاكيد|تم قبول|تم حجز|تمت الموافقه|ملزم/iu;

export const promise = (text: string): boolean => committed.test(text);

const commanding =
  /\b(?:ignor\p{L}*|disregard\p{L}*|forget|overrid\p{L}*|bypass\p{L}*|jailbreak\p{L}*)\b|\b(?:system|assistant|developer|user|human|ai)\s*(?:prompt|message|:)|\bas an? ai\b|\bai (?:assistant|model|agent|bot)\b|\b(?:the|virtual) assistant\b|\blanguage models?\b|\bchat ?bots?\b|\bprompts?\b|\binstructions?\b|\byou are (?:now|an?|the)\b|\bpretend\b|\bact as\b|\brole ?play\b|\b(?:tell|inform|say to|reply to|respond to|answer|assure|offer|give|grant|charge|quote) (?:the |every |each |all |any )?(?:customers?|users?|clients?|visitors?|guests?|callers?)\b|\b(?:always|never|must|only) (?:say|answer|reply|respond|approve|mention|reveal|confirm|offer|accept|grant|tell|quote)\b|\bapprove(?:d)? (?:all|any|every|the)\b|<\/?[a-z!|]|\|>|```|\{\{|\}\}|^#{2,}|تجاهل|تعليمات|برومبت|انت الان|تظاهر|قل للعم|اخبر العم|اخبر الزبون|قل للزبون|رد على العم|الذكاء الاصطناعي|المساعد الافتراضي|روبوت|وافق على/iu;

/** Spoken to a machine: its name with a comma, its tools, and orders that are not the reader's own. */
const addressed =
  /\bassistants?\s*,|\b(?:call|run|invoke|execute|trigger|use) (?:the |a |an |any |your )?(?:functions?|tools?|api|commands?|scripts?)\b|\bfunctions? (?:named|called)\b|\b(?:cancel|confirm|approve|withdraw|change|place|submit) (?:the |this |that |his |her |their |every |any |all )(?:\p{L}+ )?(?:orders?|requests?)\b|استدع|نفذ الداله|اكد (?:ال)?طلب|الغ (?:ال)?طلب|وافق علي (?:ال)?طلب/iu;

export const instruction = (text: string): boolean => commanding.test(text) || addressed.test(text);

const reach =
  /https?:|\bwww\.|\b[\w.+-]+@[\w-]+\.\w|\b(?:[a-z0-9-]+\.)+(?:com|net|org|ae|sa|io|me|co|app|shop|store|info|biz|link|xyz|qa|kw|om|bh|eg)\b|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,}|(?:\+|\b00|\b)\d(?:[\s().-]?\d){6,}/iu;

export const contact = (text: string): boolean => reach.test(text);
