using System.Globalization;
using Infohub.Community.Governance;
using Infohub.Community.Public;
using Infohub.Intelligence.Public;
using Infohub.Platform.Audit;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Intelligence.Tags;

/// <summary>Loads what an officer looked at, or a newer version; switches and removes. Changes of the settings, each under an elevation.</summary>
internal sealed class KeepVocabulary(Database database, Elevations elevations, TagWords words, IIdSource ids)
{
    /// <param name="viewer">The officer who looked at the file.</param>
    /// <param name="name">Of what was looked at: another file may have been since.</param>
    /// <param name="stop">Ends the waiting.</param>
    public Task<Outcome<string>> LoadAsync(Viewer viewer, string name, CancellationToken stop) =>
        ChangeAsync<string>(
            viewer,
            async tx =>
            {
                if (await OfferVocabulary.LastAsync(tx, viewer, stop) is not { } of || of.Name != name)
                {
                    return VocabularyRefusals.NoOffer;
                }

                var others = await tx.ListAsync("select uid, kind, name, version, size from vocabulary", static r => (Uid: r.Text(0), Kind: r.Int(1), Name: r.Text(2), Version: r.Long(3), Size: r.Long(4)), stop);
                var (before, body) = (others.Find(o => o.Kind == (int)of.Kind && o.Name == of.Name), of.Pack());
                Refusal? refusal = before.Uid is not null && before.Version >= of.Version ? VocabularyRefusals.NotNewer(before.Version)
                    : before.Uid is null && others.Count >= VocabularyShelf.Most ? VocabularyRefusals.TooMany
                    : others.Sum(o => o.Size) - before.Size + body.Length > VocabularyShelf.MostBytes ? VocabularyRefusals.TooMuch
                    : (await elevations.UseAsync(tx, viewer, ElevatedAct.ChangeSettings, "", stop)).Refusal;
                return refusal is not null ? refusal : await PutAsync(tx, viewer, before.Uid ?? ids.NewUid(), of, body, stop);
            },
            stop);

    public Task<Outcome<Done>> SwitchAsync(Viewer viewer, string uid, bool on, CancellationToken stop) =>
        ChangeAsync(viewer, tx => OneAsync(tx, viewer, uid, "update vocabulary set is_on = @on where uid = @uid", on ? "on" : "off", stop, ("uid", uid), ("on", on)), stop);

    public Task<Outcome<Done>> RemoveAsync(Viewer viewer, string uid, CancellationToken stop) =>
        ChangeAsync(viewer, tx => OneAsync(tx, viewer, uid, "delete from vocabulary where uid = @uid", "remove", stop, ("uid", uid)), stop);

    private async Task<Outcome<T>> ChangeAsync<T>(Viewer viewer, Func<Tx, Task<Outcome<T>>> change, CancellationToken stop)
    {
        if (!Rights.IsOfficer(viewer))
        {
            return VocabularyRefusals.OfficersOnly;
        }

        var outcome = await database.WriteAsync(change, stop);
        await words.RefreshAsync(stop);
        return outcome;
    }

    private async Task<Outcome<Done>> OneAsync(Tx tx, Viewer viewer, string uid, string change, string act, CancellationToken stop, params (string, object?)[] values)
    {
        if (await tx.RunAsync(change, stop, values) == 0)
        {
            return Refusal.NotFound;
        }

        if ((await elevations.UseAsync(tx, viewer, ElevatedAct.ChangeSettings, "", stop)).Refusal is { } refusal)
        {
            return refusal;
        }

        await VocabularyShelf.TouchAsync(tx, stop);
        tx.Record(new AuditEntry("vocabulary." + act, viewer.PersonId, viewer.OrganisationId, 0, "vocabulary", uid));
        return Done.Yes;
    }

    private static async Task<Outcome<string>> PutAsync(Tx tx, Viewer viewer, string uid, Vocabulary of, byte[] body, CancellationToken stop)
    {
        await tx.RunAsync(
            """
            insert into vocabulary(uid, kind, name, title, description, version, terms, size, loaded_at, body)
            values (@uid, @kind, @name, @title, @description, @version, @terms, @size, @now, @body)
            on conflict(kind, name) do update set title = excluded.title, description = excluded.description, version = excluded.version, terms = excluded.terms, size = excluded.size,
              loaded_at = excluded.loaded_at, body = excluded.body where vocabulary.version < excluded.version
            """,
            stop,
            ("uid", uid), ("kind", (int)of.Kind), ("name", of.Name), ("title", of.Title), ("description", of.Description), ("version", of.Version), ("terms", of.Tags), ("size", body.Length), ("now", tx.Now), ("body", body));
        await tx.RunAsync("delete from vocabulary_offer where person_id = @person", stop, ("person", viewer.PersonId));
        await VocabularyShelf.TouchAsync(tx, stop);
        tx.Record(new AuditEntry("vocabulary.load", viewer.PersonId, viewer.OrganisationId, 0, "vocabulary", uid, of.Version.ToString(CultureInfo.InvariantCulture)));
        return uid;
    }
}
