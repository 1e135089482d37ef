using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Library.Access;
using Infohub.Library.Files;
using Infohub.Library.Items;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Sharing.Posts;

/// <summary>Corrects a post: a new version for the same readers.</summary>
public sealed class RevisePost(Database database, Holdings holdings, ItemWriter items, TagWords tags)
{
    /// <param name="viewer">One of the originator's side.</param>
    /// <param name="uid">The post.</param>
    /// <param name="expected">The version that the change was made on, or 0: another one in between is a conflict.</param>
    /// <param name="change">What is to stand: null leaves a text as it was.</param>
    /// <param name="stop">Ends the waiting, not the act.</param>
    public Task<Outcome<int>> RunAsync(Viewer viewer, string uid, int expected, PostChange change, CancellationToken stop = default) =>
        database.WriteAsync<int>(
            async tx =>
            {
                var found = await holdings.ForChangeAsync(tx, viewer, uid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                return await ReviseAsync(tx, viewer, found.Value, expected, change, stop);
            },
            stop);

    /// <summary>Also for a correction that a reader proposed.</summary>
    internal async Task<Outcome<int>> ReviseAsync(Tx tx, Viewer viewer, ChangeableItem item, int expected, PostChange change, CancellationToken stop)
    {
        if (!item.Card.IsAuthor)
        {
            return PostRefusals.AuthorOnly;
        }

        if (expected != 0 && expected != item.Card.Version)
        {
            return Refusal.Conflict("changed", "It was changed in between. Look at the newest version, then make your change again.");
        }

        if (ScopeRefusals.Writing(viewer) is { } unwritable)
        {
            return unwritable;
        }

        if (item.Content is not { } old)
        {
            return WritingRules.Confirm;
        }

        if (PostReader.RefuseLanguage(change.Language) is { } foreign)
        {
            return foreign;
        }

        var content = PostReader.ReadContent(new PostInput
        {
            Title = change.Title ?? old.Title,
            Summary = change.Summary ?? old.Summary,
            Body = change.Body ?? old.Body,
            References = change.References ?? old.References,
            Language = change.Language ?? old.Language,
            Tags = change.Tags ?? old.Tags,
            Excluded = change.Excluded ?? old.Excluded,
        });
        // Tags that stood already stand: a taxonomy may have changed since.
        var areNew = !content.Tags.SequenceEqual(old.Tags, StringComparer.Ordinal);
        if (areNew)
        {
            var read = tags.Read(content.Tags);
            if (read.Refusal is { } unknown)
            {
                return unknown;
            }

            content = content with { Tags = read.Value };
        }

        if (WritingRules.RefuseText(areNew ? content : content with { Tags = [] }) is { } wrong)
        {
            return wrong;
        }

        var schedule = new Schedule(item.Card.ReleaseAt, Chosen(change.Embargo, item.Card.EmbargoUntil), Chosen(change.Expiry, item.Card.ExpiresAt));
        if (PostReader.RefuseTimes(new Schedule(0, schedule.EmbargoUntil, schedule.ExpiresAt == item.Card.ExpiresAt ? 0 : schedule.ExpiresAt), tx.Now) is { } late)
        {
            return late;
        }

        return await items.ReviseAsync(tx, viewer, item, content, change.Pap ?? item.Card.Pap, schedule, stop);
    }

    /// <summary>A form has times to the minute, and sends back what it was given.</summary>
    private static long Chosen(long? wanted, long stands) => wanted is null || wanted / Micros.Minute == stands / Micros.Minute ? stands : wanted.Value;
}

/// <summary>What of a post is to change; null stays. Embargo and expiry in microseconds, 0 for none; a time that has passed ends the embargo.</summary>
public sealed record PostChange(
    string? Title = null, string? Summary = null, string? Body = null, string? References = null, string? Language = null, Pap? Pap = null, long? Embargo = null, long? Expiry = null,
    IReadOnlyList<string>? Tags = null, IReadOnlyList<string>? Excluded = null);

/// <summary>Changes label and audience: the originator's side alone (W3).</summary>
public sealed class RelabelPost(Database database, Holdings holdings, ItemWriter items, PostReader reader, AudienceRules audiences)
{
    /// <summary>The word that keeps those parts which the viewer is not told of.</summary>
    public const string Others = "others";

    /// <param name="viewer">One of the originator's side.</param>
    /// <param name="uid">The post.</param>
    /// <param name="label">In canonical form.</param>
    /// <param name="audience">Words of parts, and <see cref="Others"/>.</param>
    /// <param name="stop">Ends the waiting, not the act.</param>
    public Task<Outcome<int>> RunAsync(Viewer viewer, string uid, string label, IReadOnlyList<string> audience, CancellationToken stop = default) =>
        database.WriteAsync<int>(
            async tx =>
            {
                var found = await holdings.ForChangeAsync(tx, viewer, uid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                if (found.Value.Card is { State: ItemState.Draft, IsAuthor: false })
                {
                    return PostRefusals.AuthorOnly;
                }

                if (!Labels.TryParse(label, out var to))
                {
                    return Refusal.Invalid("label", "Choose a label: TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT or TLP:RED.", "label");
                }

                var parts = await NameAsync(tx, viewer, found.Value, audience, stop);
                if (parts.Refusal is { } unnamed)
                {
                    return unnamed;
                }

                return await RelabelAsync(tx, viewer, found.Value, to, parts.Value, stop);
            },
            stop);

    /// <summary>Also for wider sharing that the originator's side gives.</summary>
    internal async Task<Outcome<int>> RelabelAsync(Tx tx, Viewer viewer, ChangeableItem item, Tlp label, IReadOnlyList<Part> parts, CancellationToken stop)
    {
        if (parts.Count == 0)
        {
            return Refusal.Invalid("audience-missing", "Choose who is to read it: neither label nor audience has a default.", "audience");
        }

        if (item.Card.IsUnderEmbargo(tx.Now) && !await Containment.HoldsAsync(tx, item.Audience, parts, viewer, stop))
        {
            return Refusal.Conflict("embargo", "It is under embargo: until that ends its audience can only become smaller.");
        }

        return await items.RelabelAsync(tx, viewer, item, label, parts, stop);
    }

    /// <summary>Parts that stood already may stay (reading 19); new ones, and those that stand untold (R11), must be the viewer's to name (W2).</summary>
    private async Task<Outcome<Part[]>> NameAsync(Tx tx, Viewer viewer, ChangeableItem item, IReadOnlyList<string> words, CancellationToken stop)
    {
        var untold = await holdings.UntoldAsync(tx, viewer, item, stop);
        var standing = await audiences.UidsAsync(tx, [.. item.Audience.Except(untold)], stop);
        var kept = words.Where(w => standing.ContainsKey(w.Trim())).Select(w => standing[w.Trim()]).ToList();
        var others = words.Contains(Others) ? untold : [];
        var named = await reader.ReadAudienceAsync(tx, viewer, words.Where(w => w != Others && !standing.ContainsKey(w.Trim())).ToList(), stop);
        return named.Refusal is { } refusal ? refusal : kept.Concat(others).Concat(named.Value).Distinct().ToArray();
    }
}

/// <summary>Withdraws a post: readers see label, date and reason only.</summary>
public sealed class WithdrawPost(Database database, Holdings holdings, ItemWriter items)
{
    public Task<Outcome<Done>> RunAsync(Viewer viewer, string uid, string reason, CancellationToken stop = default) =>
        database.WriteAsync<Done>(
            async tx =>
            {
                var found = await holdings.ForChangeAsync(tx, viewer, uid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                if (ScopeRefusals.Writing(viewer) is { } unwritable)
                {
                    return unwritable;
                }

                var line = Invisible.OneLine(reason);
                if (line.Length is 0 or > 500)
                {
                    return Refusal.Invalid("reason", "Give readers a reason, in at most 500 characters.", "reason");
                }

                if (found.Value.Card.State == ItemState.Draft)
                {
                    if (!found.Value.Card.IsAuthor)
                    {
                        return PostRefusals.AuthorOnly;
                    }

                    await items.DiscardAsync(tx, viewer, found.Value, stop);
                    await DraftGaps.RemoveAsync(tx, found.Value.Seq, stop);
                    await Translations.RemoveAsync(tx, found.Value.Seq, stop);
                    await BroughtObjects.RemoveAsync(tx, found.Value.Seq, stop);
                    return Done.Yes;
                }

                await items.WithdrawAsync(tx, viewer, found.Value, line, stop);
                return Done.Yes;
            },
            stop);
}

/// <summary>An anonymous author is named from now on, or the organisation is (W7): their own act, not to be undone.</summary>
public sealed class OpenAttribution(Database database, Holdings holdings, ItemWriter items)
{
    /// <param name="viewer">The author, by session or by an own key that writes.</param>
    /// <param name="uid">The post.</param>
    /// <param name="attribution"><c>named</c> or <c>organisation</c>.</param>
    /// <param name="stop">Ends the waiting, not the act.</param>
    public Task<Outcome<int>> RunAsync(Viewer viewer, string uid, string attribution, CancellationToken stop = default) =>
        database.WriteAsync<int>(
            async tx =>
            {
                var found = await holdings.ForChangeAsync(tx, viewer, uid, stop);
                if (found.Refusal is { } refusal)
                {
                    return refusal;
                }

                if (ScopeRefusals.Writing(viewer) is { } unwritable)
                {
                    return unwritable;
                }

                if (found.Value.Card.Attribution != Attribution.Anonymous || viewer.PersonId == 0)
                {
                    return Refusal.Conflict("named", "Its author is named already.");
                }

                return PostReader.ReadAttribution(attribution) is { } to and not Attribution.Anonymous
                    ? await items.AttributeAsync(tx, viewer, found.Value, to, stop)
                    : Refusal.Invalid("attribution", "Choose how you are named: with your name, as your organisation, or not at all.", "attribution");
            },
            stop);
}
