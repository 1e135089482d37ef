using Infohub.Community.Public;
using Infohub.Library.Public;
using Infohub.Platform.Data;
using Infohub.Platform.Refusals;
using Infohub.Platform.Ui.Markdown;

namespace Infohub.Sharing.Streams;

/// <summary>What is to be followed or muted, as a form names it.</summary>
/// <param name="Kind">circle, organisation, person, sector or word.</param>
/// <param name="Ref">An address, the code of a sector, or the words to watch for.</param>
internal sealed record NewChoice(bool Muted, string Kind, string Ref);

/// <summary>Follows or mutes; the same again changes nothing. A person's own taste, so there is no row in the record.</summary>
internal sealed class AddChoice(Database database, WatchTerms terms)
{
    /// <summary>What it is.</summary>
    public async Task<Outcome<Choice?>> RunAsync(Viewer viewer, NewChoice what, CancellationToken stop)
    {
        var (kind, text) = (ChoiceKind.Parse(what.Kind), Invisible.OneLine(what.Ref));
        if (kind == 0 || text.Length == 0 || !Fits(kind, what.Muted))
        {
            return kind == ChoiceKind.Word ? StreamRefusals.Word : StreamRefusals.Unknown;
        }

        return kind is ChoiceKind.Word or ChoiceKind.Tag && text.Length > StreamRefusals.LongestWord
            ? StreamRefusals.Word
            : await database.WriteAsync(tx => PutAsync(tx, viewer, what.Muted, kind, text, stop), stop);
    }

    private static bool Fits(int kind, bool muted) => muted ? kind is not (ChoiceKind.Word or ChoiceKind.Sector) : kind != ChoiceKind.Person;

    private async Task<Outcome<Choice?>> PutAsync(Tx tx, Viewer viewer, bool muted, int kind, string text, CancellationToken stop)
    {
        var choices = await Choice.OfAsync(tx, viewer, stop);
        if (choices.Count >= StreamRefusals.MostChoices)
        {
            return StreamRefusals.Choices;
        }

        if (!muted && kind is ChoiceKind.Word or ChoiceKind.Tag && choices.Count(c => !c.Muted && c.Kind is ChoiceKind.Word or ChoiceKind.Tag) >= StreamRefusals.MostWords && !choices.Exists(c => c.Word == text))
        {
            return StreamRefusals.Words;
        }

        if (await FindAsync(tx, viewer, muted, kind, text, stop) is not { } number)
        {
            return kind == ChoiceKind.Word ? StreamRefusals.Word : kind == ChoiceKind.Organisation ? StreamRefusals.Organisation : kind == ChoiceKind.Sector ? StreamRefusals.Unknown : Refusal.NotFound;
        }

        await tx.RunAsync(
            "insert into stream_choice(person_id, muted, kind, ref, word) values (@person, @muted, @kind, @ref, @word) on conflict do nothing",
            stop,
            ("person", viewer.PersonId),
            ("muted", muted),
            ("kind", kind),
            ("ref", number),
            ("word", kind >= ChoiceKind.Word ? text : ""));
        return (await Choice.OfAsync(tx, viewer, stop)).First(c => c.Muted == muted && c.Kind == kind && c.Ref == number && (kind < ChoiceKind.Word || c.Word == text));
    }

    private async Task<long?> FindAsync(Tx tx, Viewer viewer, bool muted, int kind, string text, CancellationToken stop) => kind switch
    {
        ChoiceKind.Circle => (await KnownCircles.FindAsync(tx, viewer, text, stop))?.Id,
        ChoiceKind.Organisation => await FilterName.OrganisationAsync(tx, text, stop) is { } named ? await tx.NumberAsync("select id from organisation where uid = @uid", stop, ("uid", named.Uid)) : null,
        ChoiceKind.Person => await tx.NumberAsync("select p.id from person p join organisation o on o.id = p.org_id where p.uid = @uid and p.state = 1 and o.state = 1", stop, ("uid", text)),
        ChoiceKind.Sector => Sectors.Find(text) is null ? null : 0,
        ChoiceKind.Tag => muted ? terms.HashOfTag(text) : await terms.KeepTagAsync(tx, text, stop),
        _ => await terms.KeepAsync(tx, text, stop),
    };
}

/// <summary>Follows or mutes no more.</summary>
internal sealed class RemoveChoice(Database database)
{
    /// <summary>What it was; null where it was not there.</summary>
    public Task<Outcome<Choice?>> RunAsync(Viewer viewer, NewChoice what, CancellationToken stop) =>
        database.WriteAsync<Choice?>(
            async tx =>
            {
                var kind = ChoiceKind.Parse(what.Kind);
                var choice = (await Choice.OfAsync(tx, viewer, stop)).Find(c => c.Muted == what.Muted && c.Kind == kind && c.Address == what.Ref);
                if (choice is null)
                {
                    return choice;
                }

                await tx.RunAsync(
                    "delete from stream_choice where person_id = @person and muted = @muted and kind = @kind and ref = @ref and word = @word",
                    stop,
                    ("person", viewer.PersonId),
                    ("muted", choice.Muted),
                    ("kind", choice.Kind),
                    ("ref", choice.Ref),
                    ("word", choice.Word));
                if (choice is { Muted: false, Kind: ChoiceKind.Word or ChoiceKind.Tag })
                {
                    await ViewKey.EndAsync(tx, choice.Ref, stop);
                }

                return choice;
            },
            stop);
}
