using System.Security.Cryptography;
using System.Text;
using Infohub.Library.Files.Inspection;
using Infohub.Library.Files.Inspection.Texts;
using Infohub.Library.Public;
using Infohub.Markings;
using Infohub.Platform;
using Infohub.Platform.Data;
using Infohub.Platform.Ids;
using Infohub.Platform.Refusals;

namespace Infohub.Library.Files;

/// <summary>A file as it came.</summary>
public sealed record Upload(string Name, byte[] Content);

/// <summary>A file that may be kept: no sample, its type known by content.</summary>
public sealed record CheckedFile(string Name, byte[] Content, string MediaType)
{
    public bool IsImage => FileTypes.IsImage(MediaType);
}

/// <summary>A file of an item that the viewer reads.</summary>
public sealed record FileCard(string Uid, string Name, string MediaType, long Size, string Sha256)
{
    public bool IsImage => FileTypes.IsImage(MediaType);

    internal string Place { get; init; } = "";
}

/// <summary>
/// Attachments: encrypted under their item's key, kept by the hash of the ciphertext, served as downloads only. Read through the item alone.
/// </summary>
public sealed class FileShelf(HubPlaces places, IIdSource ids, FileInspection inspection)
{
    public const int MostFiles = 20;
    public const int LargestFile = 25 * 1024 * 1024;

    /// <summary>As the table has it for a file that no later version took off.</summary>
    private const long EveryVersion = 9_000_000_000_000_000;

    /// <summary>Bytes of a text that a page shows whole.</summary>
    private const int LargestShown = 256 * 1024;

    private static readonly Refusal ForRed =
        Refusal.Invalid("red-attachments", "TLP:RED takes images, and text of at most {0} kB, for it shows them in the page only.", "files", LargestShown / 1024);

    /// <summary>Law H2, before anything is kept.</summary>
    public async Task<Outcome<IReadOnlyList<CheckedFile>>> InspectAsync(IReadOnlyList<Upload> uploads, CancellationToken stop)
    {
        if (uploads.Count > MostFiles)
        {
            return new Refusal(RefusalKind.TooLarge, "files-many", "At most {0} files belong to one item.", "files", MostFiles);
        }

        var files = new List<CheckedFile>();
        var inspector = FileInspection.NewInspector();
        foreach (var upload in uploads)
        {
            if (upload.Content.Length > LargestFile)
            {
                return new Refusal(RefusalKind.TooLarge, "file-large", "{0} is larger than {1} MB.", "files", CleanName(upload.Name), LargestFile / 1024 / 1024);
            }

            var name = CleanName(upload.Name);
            var verdict = await inspection.RunAsync(name, upload.Content, inspector, stop);
            if (verdict.Refusal is { } refusal)
            {
                return refusal;
            }

            files.Add(new CheckedFile(name, upload.Content, verdict.Value));
        }

        return files;
    }

    /// <summary>Keeps files with a version of an item, within the transaction that makes it.</summary>
    public async Task<Outcome<Done>> AddAsync(Tx tx, SharedItem item, Items.ItemSeal seal, Tlp label, int version, IReadOnlyList<CheckedFile> files, CancellationToken stop)
    {
        var before = await tx.NumberAsync("select count(*) from attachment where item_seq = @seq and to_version > from_version", stop, ("seq", item.Seq)) ?? 0;
        if (before + files.Count > MostFiles)
        {
            return new Refusal(RefusalKind.TooLarge, "files-many", "At most {0} files belong to one item.", "files", MostFiles);
        }

        if (label == Tlp.Red && files.Any(static f => !IsShownInPage(f.MediaType, f.Content.LongLength)))
        {
            return ForRed;
        }

        foreach (var file in files)
        {
            await InsertAsync(tx, item.Seq, seal, version, EveryVersion, file, stop);
        }

        return Done.Yes;
    }

    /// <summary>Keeps images that belong to something said under the item and to no version's list, under the item's key. Who keeps them decides who is told of their addresses.</summary>
    public async Task<List<string>> AddBesideAsync(Tx tx, ReadableItem item, IReadOnlyList<CheckedFile> images, CancellationToken stop)
    {
        var added = new List<string>();
        foreach (var image in images)
        {
            added.Add(await InsertAsync(tx, item.Seq, item.Key, item.Card.Version, item.Card.Version, image, stop));
        }

        return added;
    }

    /// <summary>Files kept by <see cref="AddBesideAsync"/> of these addresses.</summary>
    public static async Task<List<FileCard>> ListBesideAsync(Sql sql, ReadableItem item, IReadOnlyCollection<string> uids, CancellationToken stop) =>
        uids.Count == 0 || !item.IsFull
            ? []
            : (await sql.ListAsync(
                "select uid, name, media_type, size, sha256, place from attachment where item_seq = @seq and to_version = from_version order by id",
                r => (Uid: r.Text(0), Name: r.Bytes(1), Type: r.Text(2), Size: r.Long(3), Hash: r.Bytes(4), Place: r.Text(5)),
                stop,
                ("seq", item.Seq)))
                .Where(f => uids.Contains(f.Uid))
                .Select(f => new FileCard(f.Uid, item.Unseal("file-name/" + f.Uid, f.Name), f.Type, f.Size, Convert.ToHexStringLower(f.Hash)) { Place = f.Place })
                .ToList();

    /// <summary>The content of a file that was listed.</summary>
    public Task<byte[]> ReadBesideAsync(ReadableItem item, FileCard file, CancellationToken stop) => ReadAsync(item, file, stop);

    /// <summary>Takes such a file away; its ciphertext is swept.</summary>
    public static Task TakeAwayAsync(Tx tx, ReadableItem item, string uid, CancellationToken stop) =>
        tx.RunAsync("delete from attachment where item_seq = @seq and uid = @uid and to_version = from_version", stop, ("seq", item.Seq), ("uid", uid));

    /// <summary>The files of a draft go along with what it becomes: they were inspected when they were attached (H2).</summary>
    /// <param name="tx">The transaction that changes or shares the draft.</param>
    /// <param name="draft">The draft as it was.</param>
    /// <param name="item">What it became.</param>
    /// <param name="label">The label that it has now (R8).</param>
    /// <param name="stop">Ends the waiting.</param>
    public async Task<Outcome<Done>> BringAsync(Tx tx, ChangeableItem draft, SharedItem item, Tlp label, CancellationToken stop)
    {
        var files = await tx.ListAsync(
            "select uid, name, media_type, place, size from attachment where item_seq = @seq order by id",
            static r => (Uid: r.Text(0), Name: r.Bytes(1), MediaType: r.Text(2), Place: r.Text(3), Size: r.Long(4)),
            stop,
            ("seq", draft.Seq));
        if (label == Tlp.Red && files.Exists(static f => !IsShownInPage(f.MediaType, f.Size)))
        {
            return ForRed;
        }

        if (item.Uid == draft.Card.Uid)
        {
            if (item.Seq != draft.Seq)
            {
                await tx.RunAsync("update attachment set item_seq = @item, from_version = 1 where item_seq = @draft", stop, ("item", item.Seq), ("draft", draft.Seq));
            }

            return Done.Yes;
        }

        // Another address is another key: what is sealed under the draft's is sealed anew.
        var opened = new List<CheckedFile>();
        foreach (var file in files)
        {
            var ciphertext = await File.ReadAllBytesAsync(PathOf(file.Place), stop);
            opened.Add(new CheckedFile(draft.Seal.Text("file-name/" + file.Uid, file.Name), draft.Seal.Open("file/" + file.Uid, ciphertext), file.MediaType));
        }

        await tx.RunAsync("delete from attachment where item_seq = @seq", stop, ("seq", draft.Seq));
        return await AddAsync(tx, item, item.Seal, label, 1, opened, stop);
    }

    /// <summary>Takes files off a draft; what is unknown there stays as it is.</summary>
    public static async Task TakeOffAsync(Tx tx, ChangeableItem draft, IReadOnlyList<string> uids, CancellationToken stop)
    {
        foreach (var uid in uids)
        {
            await tx.RunAsync("delete from attachment where item_seq = @seq and uid = @uid", stop, ("seq", draft.Seq), ("uid", uid));
        }
    }

    /// <summary>The files of the version that is read.</summary>
    public static async Task<List<FileCard>> ListAsync(Sql sql, ReadableItem item, CancellationToken stop) =>
        item.Content is null
            ? []
            : await sql.ListAsync(
                "select uid, name, media_type, size, sha256, place from attachment where item_seq = @seq and from_version <= @version and to_version > @version order by id",
                r => new FileCard(r.Text(0), item.Unseal("file-name/" + r.Text(0), r.Bytes(1)), r.Text(2), r.Long(3), Convert.ToHexStringLower(r.Bytes(4))) { Place = r.Text(5) },
                stop,
                ("seq", item.Seq),
                ("version", item.Card.Version));

    /// <summary>One file's content.</summary>
    public async Task<Outcome<(FileCard Card, byte[] Content)>> OpenAsync(Sql sql, ReadableItem item, string uid, CancellationToken stop)
    {
        var card = (await ListAsync(sql, item, stop)).Find(f => string.Equals(f.Uid, uid, StringComparison.OrdinalIgnoreCase));
        if (card is null)
        {
            return Refusal.NotFound;
        }

        return (card, await ReadAsync(item, card, stop));
    }

    /// <summary>Those of the listed files that the item's page shows as text, by address: at TLP:RED there is no other way to read them (R8).</summary>
    public async Task<Dictionary<string, string>> TextsAsync(ReadableItem item, IReadOnlyList<FileCard> listed, CancellationToken stop)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in listed.Where(f => item.Card.Label == Tlp.Red && FileTypes.IsText(f.MediaType)))
        {
            texts[file.Uid] = TextForm.Decode(await ReadAsync(item, file, stop));
        }

        return texts;
    }

    /// <summary>Whether TLP:RED cannot carry what belongs to an item (R8).</summary>
    internal static async Task<bool> HoldsWhatNoPageShowsAsync(Tx tx, long item, CancellationToken stop) =>
        (await tx.ListAsync("select media_type, size from attachment where item_seq = @item", static r => (Type: r.Text(0), Size: r.Long(1)), stop, ("item", item)))
            .Exists(static f => !IsShownInPage(f.Type, f.Size));

    /// <summary>What a page shows by itself.</summary>
    private static bool IsShownInPage(string mediaType, long size) => FileTypes.IsImage(mediaType) || (FileTypes.IsText(mediaType) && size <= LargestShown);

    /// <summary>Deletes the ciphertexts of an erased item.</summary>
    internal void Delete(IEnumerable<string> gone)
    {
        foreach (var place in gone)
        {
            File.Delete(PathOf(place));
        }
    }

    /// <summary>Deletes files older than a day that belong to no item: left over from an act that failed after its file was written, or from an erasure cut short.</summary>
    public async Task<string?> SweepAsync(Database database, TimeProvider clock, CancellationToken stop)
    {
        if (!Directory.Exists(places.Files))
        {
            return null;
        }

        var before = clock.GetUtcNow().UtcDateTime.AddDays(-1);
        var gone = 0;
        foreach (var slice in Directory.EnumerateFiles(places.Files, "*", SearchOption.AllDirectories).Where(f => File.GetLastWriteTimeUtc(f) < before).Chunk(200))
        {
            foreach (var file in slice)
            {
                var used = await database.ReadAsync(
                    sql => sql.NumberAsync("select count(*) from attachment where place = @place", stop, ("place", Path.GetFileName(file))), stop);
                if (used == 0)
                {
                    File.Delete(file);
                    gone++;
                }
            }
        }

        return gone == 0 ? null : gone + " deleted";
    }

    private async Task<string> InsertAsync(Tx tx, long item, Items.ItemSeal seal, int from, long to, CheckedFile file, CancellationToken stop)
    {
        var uid = ids.NewUid();
        var ciphertext = seal.Close("file/" + uid, file.Content);
        var place = Convert.ToHexStringLower(SHA256.HashData(ciphertext));
        await KeepAsync(place, ciphertext, stop);
        await tx.RunAsync(
            """
            insert into attachment(uid, item_seq, from_version, to_version, name, media_type, size, sha256, place, at)
            values (@uid, @item, @from, @to, @name, @type, @size, @sha256, @place, @now)
            """,
            stop,
            ("uid", uid),
            ("item", item),
            ("from", from),
            ("to", to),
            ("name", seal.Close("file-name/" + uid, file.Name)),
            ("type", file.MediaType),
            ("size", file.Content.LongLength),
            ("sha256", SHA256.HashData(file.Content)),
            ("place", place),
            ("now", tx.Now));
        return uid;
    }

    /// <summary>On the disk when it returns: the flush of a new file takes its name along. Nothing refers to it before the transaction ends, so half a file is nobody's.</summary>
    private async Task KeepAsync(string place, byte[] ciphertext, CancellationToken stop)
    {
        var path = PathOf(place);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
            await file.WriteAsync(ciphertext, stop);
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // Half a file would keep the disk full.
            File.Delete(path);
            throw;
        }
    }

    private async Task<byte[]> ReadAsync(ReadableItem item, FileCard file, CancellationToken stop) =>
        item.Unseal(await File.ReadAllBytesAsync(PathOf(file.Place), stop), "file/" + file.Uid);

    private string PathOf(string place) => Path.Combine(places.Files, place[..2], place);

    /// <summary>The last part of a name, without what could leave its folder or its header (RFC 6266).</summary>
    private static string CleanName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new StringBuilder();
        foreach (var c in last)
        {
            clean.Append(char.IsControl(c) || c is '"' or '\u202e' or '\u202d' or '\u200f' or '\u2066' or '\u2067' or '\u2068' ? '_' : c);
        }

        var text = clean.ToString().Trim(' ', '.');
        return text.Length == 0 ? "file" : text.Length > 150 ? text[^150..] : text;
    }
}
