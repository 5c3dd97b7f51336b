import { issuerAddress, issuersAddress } from '../model/address.ts';
import { type IssuerKind, issuerKinds } from '../model/issuer.ts';
import { shortTrail } from '../model/trail.ts';
import { type FrameView, frameOf, hrefsOf, type Link } from './frame.ts';
import { singlePage } from './page-type.ts';

export interface IssuersView {
  readonly frame: FrameView;
  readonly kinds: readonly {
    readonly kind: IssuerKind;
    readonly name: string;
    readonly issuers: readonly (Link & { readonly reports: number })[];
  }[];
}

const kindNames: Readonly<Record<IssuerKind, string>> = {
  government: '政府',
  department: '部门',
  township: '乡镇（街道）',
  other: '其他',
};

export const issuersPage = singlePage((archive): IssuersView => {
  const href = hrefsOf(archive);
  return {
    frame: frameOf(archive, {
      kind: 'column',
      title: '发布机构',
      description: `${archive.site.name}的发布机构：共${archive.issuers.length}个。`,
      address: issuersAddress,
      trail: shortTrail('发布机构', issuersAddress),
    }),
    kinds: issuerKinds.flatMap((kind) => {
      const issuers = archive.issuers
        .filter((issuer) => issuer.kind === kind)
        .map((issuer) => ({
          name: issuer.name,
          href: href(issuerAddress(issuer)),
          reports: archive.reportsByIssuer.get(issuer.id)?.length ?? 0,
        }));
      return issuers.length > 0 ? [{ kind, name: kindNames[kind], issuers }] : [];
    }),
  };
});
