using System.Security.Cryptography;
using System.Text;
using Infohub.Community.Public;
using Infohub.Library.Items;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;

namespace Infohub.Sharing.Posts;

/// <summary>Before sharing, the author is shown who will read it: organisations and persons, counted and listed (W1).</summary>
public sealed class AudiencePreviews(Database database, PostReader reader, AudienceReaders readers)
{
    /// <summary>Said where fewer than five organisations could be the author (W7).</summary>
    public const string FewCouldBe = "Fewer than five organisations could be the author: readers may guess who it was.";

    public static bool IsAnonymous(string attribution) => attribution.Trim().Equals("anonymous", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a page told of the readers, in a few signs: at the act it must still be so (W1).</summary>
    public static string Told(Tlp label, AudiencePreview readers)
    {
        var told = string.Join(
            '\n',
            (IEnumerable<string>)[label.Canonical(), readers.Everybody.ToString(), .. readers.Lines.Select(l => $"{l.Uid} {l.Persons}"), .. readers.ClosedLists.Select(c => $"{c.Uid} {c.Organisations} {c.Persons}")]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(told)).AsSpan(0, 8));
    }

    public Task<Outcome<AudiencePreview>> RunAsync(Viewer viewer, string label, string attribution, IReadOnlyList<string> audience, CancellationToken stop) =>
        database.ReadAsync<Outcome<AudiencePreview>>(
            async sql =>
            {
                if (!Labels.TryParse(label, out var known))
                {
                    return Refusal.Invalid("label", "Choose a label: TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED.", "label");
                }

                var parts = await reader.ReadAudienceAsync(sql, viewer, audience, stop);
                if (parts.Refusal is { } refusal)
                {
                    return refusal;
                }

                if (parts.Value.Any(p => !WritingRules.Fits(known, p.Kind)))
                {
                    return Refusal.Invalid("label-above-audience", "This label does not allow that audience.", "audience");
                }

                // R4: below RED, unless anonymous, the author's organisation reads too.
                var withOwn = known != Tlp.Red && !IsAnonymous(attribution);
                return await readers.PreviewAsync(sql, viewer, parts.Value, withOwn, stop);
            },
            stop);

    /// <summary>How many organisations at most could be the author of an anonymous item for these readers (W7); null where the audience is not the viewer's to name.</summary>
    public Task<long?> CouldBeAsync(Viewer viewer, IReadOnlyList<string> audience, CancellationToken stop) =>
        database.ReadAsync<long?>(
            async sql =>
            {
                var parts = await reader.ReadAudienceAsync(sql, viewer, audience, stop);
                return parts.Done ? await AnonymousSector.CouldNameAsync(sql, "", parts.Value, viewer, stop) : null;
            },
            stop);
}
