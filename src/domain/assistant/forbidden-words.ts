/** What no text of ours says; FAQ answers and catalogue texts are the tenant's and may. */
export const forbidden =
  /[%٪]|percent|discount|\bfree\b|\boff\b|confirm|guarantee|refund|voucher|coupon|approved|خصم|تخفيض|مجان|مؤكد|تأكيد|ضمان|بالمئة|بالمائة/iu;

/** Signs and names of money; an amount is written by `formatMoney` and by nothing else. */
export const currencies =
  /[$€£₹﷼]|\b(?:aed|sar|qar|usd|eur|gbp|inr|dirhams?|riyals?|dollars?|euros?)\b|درهم|ريال|دولار|يورو|جنيه|دينار/iu;
