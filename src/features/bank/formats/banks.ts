/**
 * Cell banks and suppliers by the abbreviation under which Cellosaurus cites their catalogue numbers: such a citation is a
 * deposit; every other cross-reference is not. `{id}` stands for the catalogue number; a bank without one page for each
 * number has no address here. The abbreviations are those of 2023 and the older ones that release 29 (2019) still uses.
 */
export interface Bank {
  readonly name: string
  readonly url?: string
}

export const banks: Readonly<Record<string, Bank>> = {
  Abcam: { name: 'Abcam', url: 'https://www.abcam.com/{id}.html' },
  ABM: { name: 'Applied Biological Materials', url: 'https://www.abmgood.com/catalogsearch/result/?cat=&q={id}' },
  AddexBio: { name: 'AddexBio', url: 'https://www.addexbio.com/productdetail?pid={afterSlash}' },
  ATCC: { name: 'American Type Culture Collection', url: 'https://www.atcc.org/Products/{id}' },
  BCRC: {
    name: 'Bioresource Collection and Research Center, Taiwan',
    url: 'https://catalog.bcrc.firdi.org.tw/BcrcContent?bid={id}',
  },
  BCRJ: { name: 'Banco de Células do Rio de Janeiro', url: 'http://bcrj.org.br/celula/{id}' },
  BEI_Resources: { name: 'BEI Resources', url: 'https://www.beiresources.org/Catalog/cellBanks/{id}.aspx' },
  CancerTools: { name: 'CancerTools.org', url: 'https://www.cancertools.org/cell-lines/{id}' },
  CBA: { name: 'CellBank Australia', url: 'https://www.cellbankaustralia.com/{id}' },
  CCLV: { name: 'Collection of Cell Lines in Veterinary Medicine' },
  CCTCC: { name: 'China Center for Type Culture Collection' },
  Cell_Biolabs: { name: 'Cell Biolabs', url: 'https://www.cellbiolabs.com/search?keywords={id}' },
  CLS: { name: 'Cell Lines Service', url: 'https://cls.shop/{id}' },
  Coriell: {
    name: 'Coriell Institute for Medical Research',
    url: 'https://catalog.coriell.org/0/Sections/Search/Sample_Detail.aspx?Ref={id}&Product=CC',
  },
  DGRC: { name: 'Drosophila Genomics Resource Center', url: 'https://dgrc.bio.indiana.edu/product/View?product={id}' },
  DiscoverX: { name: 'DiscoverX', url: 'https://www.discoverx.com/searchproduct?searchtext={id}&searchmode=exact' },
  DSMZ: {
    name: 'Leibniz Institute DSMZ',
    url: 'https://www.dsmz.de/collection/catalogue/details/culture/{id}',
  },
  EBiSC: { name: 'European Bank for induced pluripotent Stem Cells', url: 'https://cells.ebisc.org/{id}' },
  ECACC: {
    name: 'European Collection of Authenticated Cell Cultures',
    url: 'https://www.phe-culturecollections.org.uk/products/celllines/generalcell/detail.jsp?refId={id}&collection=ecacc_gc',
  },
  FCDI: { name: 'Fujifilm Cellular Dynamics' },
  GeneCopoeia: { name: 'GeneCopoeia', url: 'https://www.genecopoeia.com/product/search3/?s={id}' },
  HIVReagentProgram: {
    name: 'NIH HIV Reagent Program',
    url: 'https://www.hivreagentprogram.org/Catalog/HRPCellLines/{id}.aspx',
  },
  Horizon_Discovery: { name: 'Horizon Discovery', url: 'https://horizondiscovery.com/en/search?searchterm={id}' },
  IBRC: { name: 'Iranian Biological Resource Center' },
  ICLC: { name: 'Interlab Cell Line Collection', url: 'http://www.iclc.it/details/det_list.php?line_id={id}' },
  Imanis: { name: 'Imanis Life Sciences', url: 'https://www.imanislife.com/?s={id}' },
  Innoprot: { name: 'Innoprot', url: 'https://innoprot.com/?s={id}&lang=en' },
  IZSLER: { name: "Istituto Zooprofilattico Sperimentale della Lombardia e dell'Emilia Romagna" },
  JCRB: {
    name: 'Japanese Collection of Research Bioresources Cell Bank',
    url: 'http://cellbank.nibiohn.go.jp/~cellbank/en/search_res_det.cgi?RNO={id}',
  },
  KCB: { name: 'Kunming Cell Bank' },
  KCLB: {
    name: 'Korean Cell Line Bank',
    url: 'https://cellbank.snu.ac.kr/main/tmpl/sub_main.php?m_cd=6&m_id=0201&strQ={id}',
  },
  Kerafast: { name: 'Kerafast', url: 'https://www.kerafast.com/Search?SearchTerm=%22{id}%22' },
  KYinno: { name: 'KYinno Biotechnology', url: 'https://innopedia.kyinno.com/DataBase/CellLine.aspx?file={id}.pdf' },
  Millipore: { name: 'Merck Millipore', url: 'https://www.merckmillipore.com/catalogue/item/{id}' },
  MMRRC: {
    name: 'Mutant Mouse Resource and Research Centers',
    url: 'https://www.mmrrc.org/catalog/getSDS.php?mmrrc_id={id}',
  },
  NCBI_Iran: { name: 'National Cell Bank of Iran' },
  'NCI-DTP': { name: 'NCI Developmental Therapeutics Program' },
  NHCDR: { name: 'NINDS Human Cell and Data Repository', url: 'https://stemcells.nindsgenetics.org?line={id}' },
  'NIH-ARP': { name: 'NIH AIDS Reagent Program' },
  NISES: { name: 'National Institute of Sericultural and Entomological Science' },
  NRFC: { name: 'National Repository of Fish Cell Lines' },
  PerkinElmer: { name: 'PerkinElmer', url: 'https://www.perkinelmer.com/searchresult?searchName={id}' },
  RCB: {
    name: 'RIKEN BioResource Research Center Cell Bank',
    url: 'http://cellbank.brc.riken.jp/cell_bank/CellInfo/?cellNo={id}&lang=En',
  },
  Rockland: { name: 'Rockland', url: 'https://www.rockland.com/search/?searchString={id}' },
  RSCB: { name: 'Royan Stem Cell Bank' },
  TKG: {
    name: 'Cell Resource Center for Biomedical Research, Tohoku University',
    url: 'http://www2.idac.tohoku.ac.jp/dep/ccr/TKGdate/TKGvo10{secondDigit}/{digits}.html',
  },
  TNGB: {
    name: 'Telethon Network of Genetic Biobanks',
    url: 'http://biobanknetwork.telethon.it/Sample/View?sampleId={id}',
  },
  Ubigene: { name: 'Ubigene Biosciences', url: 'https://www.ubigene.us/product/?cate=0&mykeyword={id}' },
  WiCell: {
    name: 'WiCell Research Institute',
    url: 'https://www.wicell.org/home/stem-cells/catalog-of-stem-cell-lines/{id}.cmsx?closable=true',
  },
  Ximbio: { name: 'Ximbio', url: 'https://ximbio.com/reagent/{id}' },
}

/** Databases whose address for an identifier is plain; the others stay without a link. */
const databases: Readonly<Record<string, string>> = {
  Wikidata: 'https://www.wikidata.org/wiki/{id}',
  hPSCreg: 'https://hpscreg.eu/cell-line/{id}',
  GEO: 'https://www.ncbi.nlm.nih.gov/geo/query/acc.cgi?acc={id}',
  BioSample: 'https://www.ncbi.nlm.nih.gov/biosample/{id}',
  ENCODE: 'https://www.encodeproject.org/biosamples/{id}/',
  PRIDE: 'https://www.ebi.ac.uk/pride/archive/projects/{id}',
}

export const isBank = (resource: string): boolean => Object.hasOwn(banks, resource)

function address(template: string | undefined, id: string): string | undefined {
  if (!template) return undefined
  const digits = id.replace(/\D/g, '')
  const parts: Record<string, string> = {
    id,
    afterSlash: id.slice(id.indexOf('/') + 1),
    digits,
    secondDigit: digits.charAt(1),
  }
  return template.replaceAll(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(parts[part] ?? ''))
}

export const depositUrl = (bank: string, catalogue: string): string | undefined =>
  address(isBank(bank) ? banks[bank]?.url : undefined, catalogue)
export const crossReferenceUrl = (resource: string, id: string): string | undefined =>
  address(Object.hasOwn(databases, resource) ? databases[resource] : undefined, id)
