import type { FaultTable } from '../../../../kernel/intake.ts'

/** What is wrong within one record. The last three are notes: the record is taken. */
export const recordFaults = {
  'json-bad': {
    reason: { en: 'The line is not valid JSON ({problem}).', ja: 'この行は正しい JSON ではありません（{problem}）。' },
    mend: {
      en: 'Write one JSON object per line, without line breaks inside it.',
      ja: '1行に1件の JSON オブジェクトを、途中で改行せずに書いてください。',
    },
  },
  'file-cut': {
    reason: { en: 'The file ends in the middle of a record.', ja: 'ファイルが記録の途中で終わっています。' },
    mend: {
      en: 'The export or transfer was broken off: make the file again and send it whole.',
      ja: '書き出しまたは転送が中断されています。ファイルを作り直し、全体を送ってください。',
    },
  },
  'type-unknown': {
    reason: { en: 'The record does not say what it is.', ja: '記録の種類が示されていません。' },
    mend: {
      en: 'Write "type": "donor", "fact" or "withdrawal".',
      ja: '"type" に "donor"、"fact"、"withdrawal" のいずれかを書いてください。',
    },
  },
  'field-missing': {
    reason: { en: 'The field "{field}" is missing.', ja: '項目「{field}」がありません。' },
    mend: { en: 'Add "{field}".', ja: '「{field}」を加えてください。' },
  },
  'field-unknown': {
    reason: { en: 'The field "{field}" is not known.', ja: '項目「{field}」は定義されていません。' },
    mend: {
      en: 'Correct its name (did you mean "{nearest}"?) or leave it out.',
      ja: '項目名を直す（「{nearest}」の誤りではありませんか）か、削除してください。',
    },
  },
  'field-type': {
    reason: {
      en: 'The field "{field}" is not of the type {type}.',
      ja: '項目「{field}」の型が {type} ではありません。',
    },
    mend: {
      en: 'Write a value of the type {type}; leave the field out when it is not known.',
      ja: '型 {type} の値を書いてください。不明な場合は項目ごと省きます。',
    },
  },
  'field-form': {
    reason: {
      en: 'The value of "{field}" does not have the right form.',
      ja: '項目「{field}」の値の形が正しくありません。',
    },
    mend: { en: 'Write it like this: {example}.', ja: '次のように書いてください：{example}' },
  },
  'id-form': {
    reason: { en: 'This cannot be an identifier ("{field}").', ja: '識別子として使えない値です（{field}）。' },
    mend: {
      en: 'Use a pseudonym of at most 64 letters, digits and . _ : - ; never a name or the number of a patient record.',
      ja: '英数字と . _ : - からなる64文字以内の仮名識別子を使ってください。氏名や診療録番号は使えません。',
    },
  },
  'birth-exact': {
    reason: { en: 'An exact date of birth is not accepted.', ja: '正確な生年月日は受け付けません。' },
    mend: { en: 'Send year and month only: "born": "1975-07".', ja: '年月だけを書いてください（"born": "1975-07"）。' },
  },
  'month-wanted': {
    reason: { en: '"{field}" is kept as a month, not as a day.', ja: '「{field}」は日ではなく年月で扱います。' },
    mend: { en: 'Leave the day out: 2019-02.', ja: '日を除いて書いてください（例：2019-02）。' },
  },
  'personal-data': {
    reason: { en: 'The field "{field}" would identify the person.', ja: '項目「{field}」は個人を特定しうる情報です。' },
    mend: {
      en: 'Remove it from the file before sending; a donor is only a pseudonym here.',
      ja: '送る前にファイルから削除してください。提供者は仮名識別子だけで扱います。',
    },
  },
  'free-text': {
    reason: { en: 'Free text ("{field}") is not stored.', ja: '自由記述（{field}）は保存しません。' },
    mend: {
      en: 'Remove the field; say what can be coded as a diagnosis or measurement.',
      ja: '項目を削除してください。コード化できる内容は診断や測定値として記載します。',
    },
  },
  'day-impossible': {
    reason: { en: 'There is no such day.', ja: '存在しない日付です。' },
    mend: { en: 'Correct the date (YYYY-MM-DD).', ja: '日付を直してください（YYYY-MM-DD）。' },
  },
  'report-future': {
    reason: { en: 'Reported later than today ({today}).', ja: '報告日が今日（{today}）より後です。' },
    mend: { en: 'Correct the date of the report.', ja: '報告日を直してください。' },
  },
  'after-report': {
    reason: {
      en: 'This lies after the day it was reported ({reported}).',
      ja: '報告日（{reported}）より後の内容です。',
    },
    mend: { en: 'Correct this value or the date of the report.', ja: 'この値か報告日のどちらかを直してください。' },
  },
  'before-birth': {
    reason: { en: 'This lies before the birth of the donor.', ja: '提供者の出生より前になっています。' },
    mend: { en: 'Correct this month or the month of birth.', ja: 'この年月か出生年月を直してください。' },
  },
  'after-death': {
    reason: { en: 'This lies after the death of the donor.', ja: '提供者の死亡より後になっています。' },
    mend: { en: 'Correct this value or the month of death.', ja: 'この値か死亡年月を直してください。' },
  },
  'died-before-birth': {
    reason: { en: 'The donor died before birth.', ja: '死亡年月が出生年月より前です。' },
    mend: { en: 'Correct one of the two months.', ja: 'どちらかの年月を直してください。' },
  },
  'age-over-120': {
    reason: { en: 'The donor would be {age} years old.', ja: '提供者の年齢が {age} 歳になります。' },
    mend: {
      en: 'Correct the month of birth, or add the month of death.',
      ja: '出生年月を直すか、死亡年月を加えてください。',
    },
  },
  'age-impossible': {
    reason: { en: 'This is not an age in years from 0 to 120.', ja: '0〜120 の満年齢ではありません。' },
    mend: {
      en: 'Write completed years, or leave the age out when it is not known.',
      ja: '満年齢を書いてください。不明な場合は省きます。',
    },
  },
  'amount-negative': {
    reason: { en: 'The amount is negative.', ja: '量が負の値です。' },
    mend: {
      en: 'Write 0 or more; leave it out when it is not known.',
      ja: '0 以上の値を書いてください。不明な場合は省きます。',
    },
  },
  'remaining-more': {
    reason: { en: 'More is left than there was ({amount}).', ja: '残量が当初の量（{amount}）を上回っています。' },
    mend: {
      en: 'Correct one of the two amounts; both are in the same unit.',
      ja: 'どちらかの量を直してください（単位は共通です）。',
    },
  },
  'unit-missing': {
    reason: { en: 'An amount without a unit.', ja: '量に単位がありません。' },
    mend: { en: 'Add the unit in UCUM: mL, ug, 10*6.', ja: 'UCUM の単位を加えてください（mL、ug、10*6 など）。' },
  },
  'unit-unknown': {
    reason: { en: 'This is not a unit of UCUM.', ja: 'UCUM の単位ではありません。' },
    mend: {
      en: 'Write the unit in UCUM, with its capital and small letters: {example}.',
      ja: '大文字・小文字を区別して UCUM で書いてください：{example}',
    },
  },
  'code-form': {
    reason: { en: 'This is not a code that can be used here.', ja: 'ここで使えるコードではありません。' },
    mend: {
      en: 'Write vocabulary and code with a colon: {example}.',
      ja: '語彙名とコードをコロンでつないで書いてください：{example}',
    },
  },
  'code-near': {
    reason: { en: 'This code is not in the value list.', ja: 'コード一覧にない値です。' },
    mend: { en: 'Did you mean "{nearest}"?', ja: '「{nearest}」の誤りではありませんか。' },
  },
  'code-unlisted': {
    reason: { en: 'This code is not in the value list.', ja: 'コード一覧にない値です。' },
    mend: {
      en: 'Use a code of the value list; leave it out when it is not known.',
      ja: 'コード一覧にある値を使ってください。不明な場合は省きます。',
    },
  },
  'code-unknown': {
    reason: { en: 'The vocabulary {vocabulary} has no such code.', ja: '語彙 {vocabulary} にないコードです。' },
    mend: {
      en: 'Correct the code, or import the release of {vocabulary} that has it.',
      ja: 'コードを直すか、そのコードを含む版の {vocabulary} を取り込んでください。',
    },
  },
  'consent-reversed': {
    reason: { en: 'The consent ends before it begins ({from}).', ja: '同意の終わりが始まり（{from}）より前です。' },
    mend: { en: 'Correct one of the two days.', ja: 'どちらかの日付を直してください。' },
  },
  'aliquot-duplicate': {
    reason: { en: 'The specimen has two aliquots with this identifier.', ja: '同じ識別子の分注が2つあります。' },
    mend: { en: 'Give each aliquot its own identifier.', ja: '分注ごとに異なる識別子を付けてください。' },
  },
  'age-over-110': {
    reason: { en: 'The donor would be {age} years old.', ja: '提供者の年齢が {age} 歳になります。' },
    mend: {
      en: 'Check the month of birth; add the month of death where it is known.',
      ja: '出生年月を確かめ、死亡年月が分かる場合は加えてください。',
    },
  },
  'age-contradicts': {
    reason: { en: 'By the months given the age would be {other}.', ja: '記載された年月からは {other} 歳になります。' },
    mend: {
      en: 'Check age and month; one of them is enough.',
      ja: '年齢と年月を確かめてください。どちらか一方で足ります。',
    },
  },
  'sex-unlikely': {
    reason: {
      en: 'This disease is rare in a donor whose sex is given as {sex}.',
      ja: '性別が {sex} の提供者ではまれな疾患です。',
    },
    mend: {
      en: 'Check code and sex; nothing to do if both are right.',
      ja: 'コードと性別を確かめてください。どちらも正しければ対応は不要です。',
    },
  },
} as const satisfies FaultTable

/** What is wrong between records. */
export const clashFaults = {
  'donor-duplicate': {
    reason: {
      en: 'This donor was already given on line {first}.',
      ja: 'この提供者は {first} 行目で既に記載されています。',
    },
    mend: {
      en: 'Give each donor one line; say what came later in a line of the type "fact".',
      ja: '提供者1人を1行にまとめ、後から分かったことは種類 "fact" の行に書いてください。',
    },
  },
  'sex-two': {
    reason: {
      en: 'The same donor has the sex {sex} on line {first}; neither line is taken.',
      ja: '同じ提供者の性別が {first} 行目では {sex} です。どちらの行も取り込みません。',
    },
    mend: {
      en: 'Correct the identifier or the sex, and keep one line.',
      ja: '識別子または性別を直し、1行だけ残してください。',
    },
  },
  'donor-withdrawn': {
    reason: { en: 'This donor has withdrawn consent.', ja: 'この提供者は同意を撤回しています。' },
    mend: {
      en: 'Remove the donor from your export. A new consent needs a new pseudonym.',
      ja: '書き出しからこの提供者を除いてください。改めて同意を得た場合は新しい仮名識別子を使います。',
    },
  },
  'donor-unknown': {
    reason: { en: 'No donor has the identifier "{id}".', ja: '識別子「{id}」の提供者はいません。' },
    mend: {
      en: 'Correct the identifier, or give the donor before what belongs to it.',
      ja: '識別子を直すか、提供者の記録を先に記載してください。',
    },
  },
  'donor-rejected': {
    reason: {
      en: 'The donor of this record (line {line}) was itself rejected.',
      ja: 'この記録の提供者（{line} 行目）に誤りがあり、取り込まれていません。',
    },
    mend: {
      en: 'Mend that line first; this one may need no change.',
      ja: 'その行を先に直してください。この行は直す必要がない場合があります。',
    },
  },
  'parent-missing': {
    reason: { en: 'The parent is not a donor of this holder.', ja: '親にあたる提供者がこの機関にいません。' },
    mend: {
      en: 'Add the parent as a donor, or leave the field out.',
      ja: '親を提供者として加えるか、項目を省いてください。',
    },
  },
  'parent-rejected': {
    reason: {
      en: 'The parent (line {line}) was itself rejected.',
      ja: '親にあたる提供者（{line} 行目）に誤りがあり、取り込まれていません。',
    },
    mend: {
      en: 'Mend that line first; this one needs no change.',
      ja: 'その行を先に直してください。この行を変更する必要はありません。',
    },
  },
  'father-sex': {
    reason: { en: 'The father has the sex {sex}.', ja: '父とされた提供者の性別が {sex} です。' },
    mend: { en: 'Exchange father and mother, or correct the sex.', ja: '父と母を入れ替えるか、性別を直してください。' },
  },
  'mother-sex': {
    reason: { en: 'The mother has the sex {sex}.', ja: '母とされた提供者の性別が {sex} です。' },
    mend: { en: 'Exchange father and mother, or correct the sex.', ja: '父と母を入れ替えるか、性別を直してください。' },
  },
  'parents-same': {
    reason: { en: 'Father and mother are the same donor.', ja: '父と母が同じ提供者です。' },
    mend: { en: 'Correct one of the two identifiers.', ja: 'どちらかの識別子を直してください。' },
  },
  'parent-young': {
    reason: {
      en: 'Born {child}, less than 12 years after the parent ({parent}).',
      ja: '出生（{child}）が親の出生（{parent}）から12年以内です。',
    },
    mend: {
      en: 'Correct one of the two months of birth, or the identifier of the parent.',
      ja: 'どちらかの出生年月か、親の識別子を直してください。',
    },
  },
  'parent-dead': {
    reason: {
      en: 'Born {child}, after the death of the parent ({died}).',
      ja: '出生（{child}）が親の死亡（{died}）より後です。',
    },
    mend: {
      en: 'Correct one of the two months, or the identifier of the parent.',
      ja: 'どちらかの年月か、親の識別子を直してください。',
    },
  },
  'pedigree-loop': {
    reason: { en: 'The donor would be its own ancestor: {path}.', ja: '自分自身の祖先になっています：{path}' },
    mend: { en: 'Correct the parent in one of these lines.', ja: 'これらの行のいずれかで親を直してください。' },
  },
  'specimen-two-donors': {
    reason: {
      en: 'This specimen belongs to the donor "{donor}" already.',
      ja: 'この検体は既に提供者「{donor}」のものとして記載されています。',
    },
    mend: { en: 'Give each specimen its own identifier.', ja: '検体ごとに異なる識別子を付けてください。' },
  },
  'specimen-duplicate': {
    reason: {
      en: 'This specimen was already given for the same donor.',
      ja: '同じ提供者の検体として既に記載されています。',
    },
    mend: {
      en: 'List a specimen once; say its newer state in a line of the type "fact".',
      ja: '検体は1回だけ記載し、その後の状態は種類 "fact" の行に書いてください。',
    },
  },
  'specimen-unknown': {
    reason: {
      en: 'The donor has no specimen with this identifier.',
      ja: 'この提供者に、この識別子の検体はありません。',
    },
    mend: { en: 'Correct the identifier or add the specimen.', ja: '識別子を直すか、検体を加えてください。' },
  },
} as const satisfies FaultTable
