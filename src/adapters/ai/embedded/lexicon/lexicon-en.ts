import type { Lexicon } from './lexicon.js';
import { topicsEn } from './topics-en.js';

/** English, with what English-typing Gulf customers write: Arabizi greetings and price words. */
export const english: Lexicon = {
  cues: {
    greet:
      'hi|hello|hey|hiya|hii|helo|hallo|good morning|good afternoon|good evening|morning|evening|greetings|salam|salaam|assalamu alaikum|assalam alaikum|as salam alaikum|salam alaikum|salam alaykum|salam 3alaikum|salam 3alaykom|alsalam 3alaikum|marhaba|mar7aba|ahlan|ahlan wa sahlan|hala|hala wallah|sabah al khair|sabah el kheir|saba7 el 5er|masa al khair|masa2 el 5er|hows it going|how are you|how are you doing|how r u|shlonak|kifak|keefak|izayak|howdy|hi there|hey there|hello there|whats up|sup|yo',
    thanks:
      'thanks|thank you|thx|ty|tnx|thank u|thanks a lot|thank you so much|thank you very much|many thanks|much appreciated|appreciate it|shukran|shokran|mashkoor|mashkora|tislam|cheers|great thanks|perfect thanks|ok thanks|okay thanks|ok thank you|appreciated',
    bye: 'bye|goodbye|good bye|bye bye|see you|see ya|cya|take care|have a nice day|have a good day|good night|ma3a salama|maa salama|ma3 alsalama|talk to you later|talk later|ttyl|thats all|that is all|nothing else',
    areYou:
      'are you|r u|are u|is this|am i talking to|am i speaking to|am i speaking with|am i talking with|am i chatting with|am i chatting to|who am i talking to|who am i speaking with|who am i speaking to|who are you|who is this|whos this|what are you|i am talking to|im talking to',
    robot:
      'bot|robot|chatbot|chat bot|ai|a i|machine|chatgpt|chat gpt|gpt|artificial intelligence|computer|automated|auto reply|automatic|virtual assistant|real|alive|which model|ai model',
    human:
      'human|human being|real person|real human|live agent|agent|representative|customer service|customer care|customer support|support team|call center|call centre|live person|live chat|operator|actual person|actual human|real agent|support agent|sales person|salesperson|sales agent|sales team|supervisor|mowazaf',
    person:
      'person|someone|somebody|manager|owner|staff|employee|team member|boss|management|one of your team|your team|anyone',
    talk: 'talk to|talk with|speak to|speak with|speak|talk|connect me|connect me to|connect me with|connect|transfer me|transfer me to|transfer|chat with|call me|call me back|callback|call back|contact me|put me through|get me|give me|pass me to|let me talk to|can i talk to|can i speak to|i want to talk to|i need to talk to|reach a|reach',
    anger:
      'terrible|horrible|awful|worst|scam|scammers|scammer|fraud|useless|pathetic|disgusting|ridiculous|unacceptable|rubbish|bullshit|wtf|fuck|fucking|fuck you|shit|damn|stupid|idiot|idiots|liar|liars|rude|disappointed|very disappointed|angry|furious|fed up|sick of|complaint|complain|i want to complain|file a complaint|sue you|lawyer|legal action|police|never again|waste of time|thieves|cheated|ripped off|rip off|nonsense|joke of a company',
    price:
      'how much|how mch|how muc|hw much|how mush|how much is|how much are|how much for|how much does it cost|how much do you charge|how much cost|price|prices|pricing|cost|costs|cost of|rate|rates|charge|charges|fee|fees|tariff|quotation|quote|bikam|bkam|bikm|bkm|kam|b kam|kam el se3er|kam se3r|se3er|se3r|adeish|addesh|2adesh|b2adeh|bekam|b kam|kam price|hm',
    free: 'free|for free|free of charge|complimentary|no charge|gratis',
    list: 'price list|pricelist|rate card|what do you offer|what do you have|what do you sell|what do you do|what can you do|what services|which services|what products|which products|what kind|what kinds|what types|which types|menu|catalogue|catalog|show me|list|list of|all your|full list|options|everything you|range of|what else|what all|what are your|what are the|send me your|which|what are my options|service list',
    sell: 'sell|do you sell|you sell|selling',
    goods:
      'service|services|product|products|items|item|packages|package|collection|range|offerings|stuff|things|goods|selection|models|prices',
    cheap:
      'cheapest|cheap|lowest price|least expensive|most affordable|affordable|lowest|budget friendly|inexpensive|low cost|economical|lowest priced',
    under:
      'under|less than|below|max|maximum|up to|within|not more than|no more than|at most|cheaper than|lower than|upto|around|about',
    budget:
      'budget|my budget|my budget is|budget is|budget of|i have only|i only have|i can spend|can spend|i can pay|max budget|my max budget is',
    describe:
      'tell me about|tell me more|tell me more about|what is|whats|what are|details|detail|describe|description|explain|information|info|more info|information about|info about|more about|about|included|include|includes|whats included|what is included|what does it include|what does|how does|what do i get|what do you mean by|specs|specification|features|difference|whats in|what is in|what comes with|come with|comes with',
    have: 'mafi|mafee|fi|fih|do you accept|you accept|accept|accepted|accepting|can i|could i|is it okay to|am i able to|may i|do you have|do u have|have you got|u have|you have|available|availability|in stock|stock|do you offer|do you provide|do you do|do you guys|do you also|do you|you do|you guys|is there|are there|offer|provide|got|got any|any|can you|can you do|could you|is it possible|have|has|carry|fi 3ndkom|3ndkom|3endkom|3ndk|andkum|indakum|still available',
    total: 'total|in total|altogether|all together|all in all|sum|grand total|total price|total cost|overall|combined',
    discount:
      'discount|discounts|discounted|promo|promos|promotion|promotions|promo code|promo codes|coupon|coupons|voucher|vouchers|offers|special offer|special offers|any offers|deal|deals|special price|best price|last price|final price|lower price|reduce|reduction|reduce the price|lower the price|cheaper|too expensive|expensive|so expensive|haggle|negotiate|negotiable|bargain|less price|half price|price match|match it|match the price|match their price|percent off|off please|better price|good price|fixed price|fixed prices|prices fixed|price fixed|prices are fixed|meet me halfway|round it|round down|round it down|knock off|something off|wholesale|wholesale price|staff price|student price|free delivery for me|for nothing|buy one get one|bogo|2 for 1|two for one|cashback|take off|throw in|do something on the price|a6yab se3er|akher se3r|akher se3er|khasm|5asm|take less|work with that|have a deal|price drop|loyalty|vip price|skip the vat|without vat|waive|price reduction|sale|on sale|promotional|kam akher',
    want: 'can i get|could i get|can i have|could i have|may i have|i want|i need|i would like|id like|i wanna|want|need|would like|like|looking for|im looking for|i am looking for|interested in|im interested in|i want to|i need to|i would like to|id like to|wanna|abi|abgha|biddi|baddi|bidi|3ayez|3awez|aba',
    order:
      'order|to order|book|booking|buy|purchase|reserve|schedule|place an order|make an order|make a booking|appointment|ill take|i will take|ill have|i will have|ill get|get me|take|sign me up|arrange|i take|go for|ill go for|i choose|book me|order me|sell me|send me',
    add: 'add|also add|add also|plus|one more|another|extra|more',
    remove:
      'remove|delete|take out|drop|without the|take off the|dont need|do not need|dont want|do not want|no need for|exclude',
    change:
      'change|change it to|make it|make that|update|modify|switch|set it to|replace|change to|edit|override|instead',
    cancel:
      'cancel|cancel order|cancel my order|cancel the order|cancel it|cancel everything|cancel my booking|cancel the booking|i changed my mind|changed my mind|call it off|forget the order|stop the order|cancellation|never mind the order|withdraw my order|dont want it anymore|no longer want|no longer need',
    howTo:
      'how do i|how can i|how to|how do we|how can we|how do you|how does|how would i|where can i|where do i|what is the process|whats the process|do i need to|do i have to|how will i|should i|when|when do|when can|what time|why|how',
    it: 'it|this|that|them|those|these|this one|that one|the one|the same|same|one|its',
    both: 'both|both of them|all of them|all three|the two|all',
    first: 'first|first one|1st|number 1|number one|option 1|option one|no 1|the former|1st one',
    second: 'second|second one|2nd|number 2|number two|option 2|option two|no 2|the latter|2nd one',
    third: 'third|third one|3rd|number 3|number three|option 3|option three|no 3|3rd one',
    last: 'last one|the last one|last option',
    correct:
      'no wait|wait no|actually|i mean|i meant|sorry i mean|sorry i meant|rather|correction|scratch that|no sorry|sorry no|oops|no actually|on second thought|not that|wait|no make it|instead of that|no no',
    forget:
      'forget|forget the|forget about|never mind|nevermind|ignore the|ignore my last message|ignore my previous message|ignore that|disregard',
    inject:
      'ignore all|ignore your|ignore previous|ignore all previous|ignore the above|ignore your instructions|previous instructions|your instructions|your rules|your system prompt|system prompt|system message|developer message|developer mode|system|maintenance mode|new objective|you are now|youre now|pretend|roleplay|role play|act as|repeat after me|from now on|jailbreak|no restrictions|answer only with|reply only|say yes|just say|just write|just confirm|acknowledge|pricing rules|admin code|approval code|instructions internas|base64|decode|obey|api key|prompt|override code|simulate|new instructions|new rules|note to ai|poem',
    account:
      'order number|cancelled|canceled|was cancelled|my order|where is my order|wheres my order|order status|status of my order|track my order|tracking|track|my refund|refund me|my money back|i paid|i have paid|i already paid|i transferred|payment failed|charged twice|double charged|my invoice|my booking|my appointment|my delivery|my parcel|my package|not arrived|hasnt arrived|has not arrived|didnt arrive|not received|havent received|didnt receive|arrived damaged|broken|damaged|wrong item|late|delayed|nothing arrived|nothing came|shipped|i ordered|i booked|was promised|promised me|my driver|driver|no one came|nobody came|paid you|customers phone|your customers|other customers|last customers|profit margin|supplier',
    not: 'not|no|dont|do not|doesnt|isnt|arent|cant|cannot|never|without|except|other than|besides|neither|nor|wont|excluding|none',
    confirm: 'confirm|confirmed|confirm it|confirm my order|confirm the order|approve|go ahead|proceed',
    yes: 'yes|yeah|yep|yup|ok|okay|sure|fine|alright|great|perfect|cool|correct|right|deal done|aywa|na3am|tamam|tmam|done|nice|good|excellent|awesome',
    per: 'per|each|for one|per unit|per piece|apiece|per hour|per visit|per person|a piece',
    piece: 'piece|pieces|pcs|pc|unit|units|times|x|sessions|visits|seater',
    currency: 'aed|dhs|dh|dirham|dirhams|sar|riyal|riyals|kwd|bhd|omr|qar|egp|jod|bucks',
    foreignCurrency:
      'usd|dollar|dollars|us dollars|euro|euros|eur|gbp|pounds|lira|turkish lira|rupees|inr|bitcoin|crypto|exchange rate',
    percent: 'percent|off|pct|per cent|multiplied',
    compare:
      'versus|vs|compared to|better|best|which is better|recommend|recommended|suggest|suggestion|most popular|popular|best seller|bestseller|advise|advice',
  },
  topics: topicsEn,
  fillers:
    'name sorry apologies lot lots much month week year summer anything something everything number qty quantity total a an the and or but so if then than to of in on at by for from with as is are was were be been being am im ive ill i me we us our my mine you your yours u ur he she they his her their there here do does did done doing will would shall should can could may might must just only really very quite please pls plz plzz kindly hi yes ok sir madam maam miss mr mrs bro dear brother sister habibi 7abibi habibti friend guys guy all some bit little also too again now today currently right know tell let say ask asks asked asking question questions wonder wondering curious check checking quick inquiry enquiry enquire inquire regarding about concerning one ones thing way get got give send want need like looking look see find try trying help hope maybe perhaps think guess suppose actually basically well oh hmm um uh ah hey wow lol haha who whom what which whose where when why how much many long far still yet already ever go going come make made take use using it its this that these those up down out over into onto per via et etc another because since while during before after until next kind type sort mean means called named place my for us myself mom mother wife husband sister friend friends dad father possible able exact exactly approx approximately roughly normally usually typically standard per day wanted needed would id theres heres hows whos lets cant able share me whatsapp message messages msg chat reply answer response soon later more than info writing text texted photo saw seen website instagram insta ad post page offer w ana n r y k',
  soft: 'home house team birthday time day',
  places: {
    dubai:
      'dubai|deira|marina|jumeirah|jlt|jvc|al barsha|barsha|mirdif|business bay|downtown|silicon oasis|discovery gardens|al quoz|palm',
    sharjah: 'sharjah|al nahda|nahda',
    ajman: 'ajman',
    abuDhabi: 'abu dhabi|abudhabi|al ain',
    rak: 'ras al khaimah|rak',
    fujairah: 'fujairah',
    ummAlQuwain: 'umm al quwain',
    uae: 'uae|emirates|u a e',
    saudi: 'saudi|saudi arabia|ksa|riyadh|jeddah|dammam',
    kuwait: 'kuwait',
    qatar: 'qatar|doha',
    bahrain: 'bahrain|manama',
    oman: 'oman|muscat',
    egypt: 'egypt|cairo',
    jordan: 'jordan|amman',
    lebanon: 'lebanon|beirut',
    india: 'india',
    pakistan: 'pakistan',
    gcc: 'gcc|gulf',
    london: 'london|uk|england',
    usa: 'usa|america',
  },
  numbers: {
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    thirteen: 13,
    fourteen: 14,
    fifteen: 15,
    sixteen: 16,
    seventeen: 17,
    eighteen: 18,
    nineteen: 19,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    seventy: 70,
    eighty: 80,
    ninety: 90,
    hundred: 100,
    dozen: 12,
    couple: 2,
    pair: 2,
    single: 1,
    twice: 2,
  },
};
