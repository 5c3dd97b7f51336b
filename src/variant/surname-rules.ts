import type { TakenSpan } from './piece.ts';

/** A surname that the dictionaries take for a common word. */
interface Surname {
  /** OpenCC's neutral Traditional form of the surname. */
  readonly form: string;
  /** Characters after which it is the end of a word (其余, 规范), never a surname. */
  readonly notAfter: string;
  /** Characters before which it is the beginning of a word (余额, 范围), never a surname. */
  readonly notBefore: string;
  /** A common word otherwise: a surname only where a person can begin, and before few titles. */
  readonly rare?: true;
}

const numerals = '0123456789０１２３４５６７８９〇零一二三四五六七八九十百千万亿两';

const surnames: Readonly<Record<string, Surname>> = {
  余: {
    form: '余',
    notAfter: `${numerals}其剩业残多富盈结节有公课工之宽扶劫厨空净冗款年月日天个斤里米元人名户亩次件种`,
    notBefore:
      '下额地款量热温存粮票年波震毒孽兴味暇力留欠缺切数项杭姚干庆江压料的人威党生晖音光利刑悸韵霞寒怒喘荫泽风众者之部方',
  },
  范: {
    form: '范',
    notAfter: '规示模防典师风就垂轨洪懿闺遗成文',
    notBefore: '围畴例本文式县阳公',
  },
  涂: {
    form: '涂',
    notAfter: '糊乱粉喷刷生泥描胡滩海围上内外',
    notBefore: '料改写抹层装鸦画刷饰污乙炭敷布去掉上在附覆脂山漆胶油膜黑色药片',
  },
  郁: {
    form: '郁',
    notAfter: '忧抑浓馥沉葱阴积悒苍蓊忿',
    notBefore: '闷郁闭积结葱金香南垒热',
  },
  朴: { form: '朴', notAfter: '质淳简俭素诚古纯敦浑拙厚抱', notBefore: '素实质直厚刀拙' },
  游: {
    form: '游',
    notAfter: '旅导上下中巡郊周云漫出春秋环浏回洄遨畅重网手端页交嬉优同',
    notBefore: '行客览乐玩戏艇船走泳动离历园街牧击说学资憩程',
  },
  咸: { form: '咸', notAfter: '微苦半口阿', notBefore: '水鱼菜味淡阳宁丰安平' },
  丑: { form: '丑', notAfter: '小美出家遮献丢子辛癸丁己乙', notBefore: '恶陋闻化角态时牛' },
  种: {
    form: '种',
    notAfter:
      '各多品物树一两二三四五六七八九十几这那某何特工播耕接育兵军语人剧税险变良引选留栽抢套间混补复此该本类每同别',
    notBefore: '植子类族畜禽牛苗群质源地粮田养树菜花',
  },
  于: {
    form: '于',
    // What 于 follows as a preposition, by going through the statutes and reports.
    notAfter:
      '关用属对少低利由当高处基位便小大限忠等并置严载多源益易怠责免先附在优助立应疏适善同敢勇出局聘产生务院存止资诚短眼足损贴合至趋备放后鉴穿列布重将归宜望着乐设因决愧须料难陷终留赖甘快悖似定挂介劣建集雇已急植濒浮轻晚早倒见经葬加过从患注辖示可能窄没泥让往返心惯现苦表就服致系功碍强流传送绘献惠始融异长求囿光亚不曾均拟请即也又仅安富贫涉拘屈迫投寓毁死卒发起成居住驻落嫁取受战败胜弱别迟近远深浅差次刊登藏写印忙疲耽精专寄给予递交移转授赠卖售贷付是而且亦皆都必需命权制托',
    notBefore: '',
  },
  后: { form: '后', notAfter: '', notBefore: '', rare: true },
  干: { form: '干', notAfter: '', notBefore: '', rare: true },
  征: { form: '征', notAfter: '', notBefore: '', rare: true },
};

/** Titles that may stand after a surname alone: 余市长. */
const titles = [
  '副?(?:市|县|区|镇|乡|村|州|省|盟|旗|部|厅|局|处|科|股|司|署|所|院|庭|校|站|组|队|会|社|馆|厂|行|园|台|班|排|连|营|团|师|军|董事|检察|审判|秘书|检察委员会委员)长',
  '副?(?:书记|主席|主任|总理|总经理|经理|总监|教授|研究员|司令员?|政委|专员|巡视员|调研员)',
  '先生|女士|小姐|同志|律师|大律师|法官|大法官|检察官|警官|警员|医生|大夫|医师|护士|老师|教练|会计|委员|代表|常委|审判员|书记员|助理|公证员|仲裁员|调解员|院士|博士|硕士|秘书|干事|股东|老板|村民|总工|工程师|参谋|将军|上校|大使|参赞|议员|立委|阁下|支书|师傅|老汉|大爷|大妈|大姐|大哥|大娘|奶奶|爷爷|氏',
].join('|');
const startsTitle = new RegExp(`^(?:${titles}|某)`, 'u');

/** Titles before which even 后, 干 and 征 are names; none begins like a word that they may govern. */
const startsSureTitle =
  /^(?:副?(?:市|县|区|镇|乡|厅|局|科|检察|审判)长|副?书记|副?主任|先生|女士|同志|律师|法官|某(?![地些种物个处项人年月日时]))/u;
/** Where a person can begin: at a border, after whom one turns to, after a title. */
const beforePerson =
  /(?:^|[\s、，,；;：:。“（(由向与和同经请对跟给被]|原告人?|被告人?|证人|申请人|当事人)$/u;

/** 余、卜、种、朱四姓. */
const endsSurnameList =
  /^(?:(?:、\p{Script=Han})*[二两三四五六七八九十]?姓(?!名)|(?:、\p{Script=Han})*[两三四五](?:名|位)副?(?:市|县|区|镇|乡|局|主任|书记|同志|干部|领导|被告|律师))/u;

/** What makes the title after 于 part of another word: 于律师事务所, 于市长办公会议. */
const notTitleAfterYu =
  /^(?:办公|信箱|热线|专线|会议|联席|接待|质量奖|任期|任职|任内|候选|联名|建议|大会|团|会|处|室|级|令|事务所|协会|们|面前|席|资格|职务|岗位|选举|换届|之间|之职|以上|以下|一级)/u;
/** 于某日, 于某公司 say when and where. */
const notPersonAfterYu =
  /^(?:日|月|年|天|时|刻|地|处|市|县|乡|镇|村|区|省|州|国|种|类|项|个|些|次|一|方|公|企|单|行|领|机|关|部|条|款|小|大|路|街|期|阶|点|程|物|事|案)/u;

/** Words before which a full name stands: 县长余建国. */
const endsTitle =
  /(?:[市县区镇乡村省部厅局处科所院庭校队组会]长|检察长|审判长|秘书长|董事长|书记|主席|主任|同志|先生|女士|律师|法官|检察官|委员|教授|审判员|书记员|经理|原告|被告|被告人|原告人|上诉人|申请人|证人|罪犯|村民|居民|市民|农民|族人|职工|工人|教师|医生|户主|业主|代表|(?:代理|辩护|负责|执行|请求|上诉|第三|保证|担保|债权|债务|出租|承租|举报|投诉|信访|监护|继承|受害|被害|嫌疑|当事|联系|签发|经办|承办|鉴定)人)$/u;
/** 余建国同志, 范志强市长. */
const startsNameAndTitle =
  /^\p{Script=Han}{1,2}(?:同志|先生|女士|律师|法官|检察官|副?(?:市|县|区|镇|乡|省|部|厅|局|院|庭|检察|审判|秘书|董事)长|副?书记|副?主席|副?主任|(?:担|兼|现|拟|当选)?任(?![何务意凭性由教]))/u;
const startsListedName = /^\p{Script=Han}{1,2}(?:[、，,；;。\s（(）)]|$)/u;
const endsListBorder = /(?:[、：:，,；。\s（(]|^)$/u;
/** Surnames that begin few other words, so that a name beside a title or in a list is told by them. */
const named = '余范涂';
const yuListedWord = /^[法理情心民国人己今后此外内前是时某思归都田]/u;
/** 局长于建国主持: a given name by its last character, then what a person does, or a border. */
const startsGivenName =
  /^\p{Script=Han}?[伟强军勇杰涛斌超磊鹏辉刚峰飞波明亮华平洋洪国民文武林森海山江河荣贵福祥旺龙虎英红梅兰芳霞丽娟燕玲敏静秀珍玉凤莲萍莉颖婷慧洁薇](?:任|兼任|担任|诉|与|和|等|因|犯|主持|同志|先生|女士|作|代表|表示|指出|强调|介绍|说|带领|率|出席|参加|讲话|致辞|宣读|汇报|到|深入|陪同|[、，,；;。\s）)]|$)/u;
const startsPlace =
  /^(?:[上珠北威青黄东南渤沿近]海|[南北]洋|[香镇长珠松黑浙]江|[黄淮海]河|[泰华黄唐鞍]山|中[国华]|全[国民]|本国|我国|和平|光明)/u;

/** By code unit: 1 where a surname of the table may stand. */
const isSurname = new Uint8Array(0x10000);
for (const character of Object.keys(surnames)) isSurname[character.charCodeAt(0)] = 1;

/**
 * Surnames before a title or 某 (余市长, 涂某), in full names beside a title (县长余建国, 范志强同志)
 * and in lists of names: the surname keeps its own form. Words that merely end or begin with the
 * same character (其余代表, 规范书记员, 余额) do not count.
 */
export function surnameSpans(text: string, toStandard: (neutral: string) => string): TakenSpan[] {
  const spans: TakenSpan[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (isSurname[text.charCodeAt(at)] !== 1) continue;
    const character = text.charAt(at);
    const surname = surnames[character];
    if (!surname || !standsAsSurname(character, surname, text, at)) continue;
    spans.push({ start: at, end: at + 1, target: toStandard(surname.form), layer: 'surname' });
  }
  return spans;
}

function standsAsSurname(
  character: string,
  { notAfter, notBefore, rare }: Surname,
  text: string,
  at: number,
): boolean {
  const after = text.slice(at + 1, at + 14);
  const previous = text.charAt(at - 1);
  if (previous === '姓' && !after.startsWith('名')) {
    return rare !== true || /^(?:[，。、；;,\s的者氏]|$)/u.test(after);
  }
  if (endsSurnameList.test(after) && /(?:^|[^\p{Script=Han}]|[姓有])$/u.test(previous)) return true;
  const before = text.slice(Math.max(0, at - 4), at);
  if (rare) {
    return startsSureTitle.test(after) && (beforePerson.test(before) || endsTitle.test(before));
  }
  const endsWord = previous !== '' && notAfter.includes(previous);
  const title = startsTitle.exec(after)?.[0];
  if (title !== undefined) {
    if (title === '某') {
      const afterSomebody = after.replace(/^某+/u, '');
      if (
        character === '于'
          ? notPersonAfterYu.test(afterSomebody)
          : /^(?:处(?![以罚刑有死拘分理])|[地些种物个])/u.test(afterSomebody)
      ) {
        return false;
      }
      return !endsWord || previous === '人' || endsTitle.test(before);
    }
    if (character !== '于') return !endsWord;
    if (notTitleAfterYu.test(after.slice(title.length))) return false;
    // 请于三日内 asks for a time, 请于局长发言 for a person.
    return !endsWord || previous === '请';
  }
  const startsWord = after !== '' && notBefore.includes(after.charAt(0));
  if (startsWord) return false;
  if (character === '于') {
    if (endsTitle.test(before) && startsGivenName.test(after) && !startsPlace.test(after))
      return true;
    return (
      endsListBorder.test(previous) &&
      startsGivenName.test(after) &&
      !startsPlace.test(after) &&
      !yuListedWord.test(after)
    );
  }
  if (!named.includes(character)) return false;
  if (!endsWord && startsNameAndTitle.test(after)) return true;
  if (endsListBorder.test(previous)) return startsListedName.test(after);
  return /^\p{Script=Han}/u.test(after) && endsTitle.test(before);
}
