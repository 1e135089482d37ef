using Infohub.Library.Erasures;
using Infohub.Library.Files;
using Infohub.Library.Files.Inspection;
using Infohub.Library.Items;
using Infohub.Library.Objects;
using Infohub.Library.Public;
using Infohub.Library.Readings;
using Infohub.Library.Seals;
using Infohub.Library.Search;
using Infohub.Platform.Data;
using Infohub.Platform.Jobs;
using Infohub.Platform.Keys;
using Infohub.Platform.Modules;
using Infohub.Platform.Outbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Infohub.Library;

/// <summary>The one way in and the one way out of all that is shared.</summary>
public sealed class LibraryModule : Module
{
    public override void AddServices(IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton<FileInspection>();
        // a wrong address stops the start, not the first file
        _ = new ClamAvOptions { Address = settings["Library:Scanner"] ?? "" }.EndPoint();
        services.AddSingleton<FileShelf>();
        services.AddSingleton<Grants>();
        services.AddSingleton<ReadingBook>();
        services.AddSingleton<SearchIndex>();
        services.AddSingleton<WatchTerms>().AddSingleton<Arrivals>().AddSingleton<Passages>().AddSingleton<LookUpValues>();
        services.AddSingleton<ItemWriter>();
        services.AddSingleton<AuthorSeals>().AddSingleton<PossibleSpeakers>().AddSingleton<SealList>().AddSingleton<AskForSeal>().AddSingleton<GrantSeal>().AddSingleton<OpenSeal>().AddSingleton<SeeSeal>();
        services.AddSingleton<ItemKeeper>().AddSingleton<OrphanKeeper>();
        services.AddSingleton<WhoHasRead>();
        services.AddSingleton<IListener, ReindexListener>();
        services.AddSingleton<Holdings>();
        services.AddSingleton<TypeNames>().AddSingleton<LiveParts>().AddSingleton<ObjectWriter>().AddSingleton<ObjectShelf>().AddSingleton<ItemSources>().AddSingleton<ObjectCounts>().AddSingleton<ObjectCarriers>().AddSingleton<VersionRows>().AddSingleton<IListener, ObjectListener>();
        services.AddSingleton<WithdrawObject>().AddSingleton<ItemObjects>();
        services.AddSingleton<RelatedItems>().AddSingleton<OwnAudiences>().AddSingleton<RisingTerms>().AddSingleton<TermCounts>().AddSingleton<ObjectFacets>();
        services.AddSingleton<ErasureLog>().AddSingleton<ReplayErasures>();
        services.AddSingleton<IListener>(s => s.GetRequiredService<ErasureLog>());
        services.AddSingleton(new WrappedColumn("item", "seq", "wrapped_key"));
        services.AddJob("erasures.list", TimeSpan.FromHours(1), static (s, stop) => s.GetRequiredService<ErasureLog>().SyncAsync(s.GetRequiredService<Database>(), stop));
        services.AddJob(new Job("readings.flush", TimeSpan.FromSeconds(10), static (s, stop) => s.GetRequiredService<ReadingBook>().FlushAsync(stop)) { InEveryProcess = true, AtEnd = true });
        services.AddSingleton<ObjectRelease>();
        services.AddSingleton<MergeKeys>();
        services.AddJob("objects.merge", TimeSpan.FromSeconds(5), static (s, stop) => s.GetRequiredService<MergeKeys>().RunAsync(stop));
        services.AddJob("objects.release", TimeSpan.FromSeconds(10), static (s, stop) => s.GetRequiredService<ObjectRelease>().RunAsync(stop));
        services.AddJob("seals.forget", TimeSpan.FromMinutes(10), static (s, stop) => ForgetSeals.RunAsync(s.GetRequiredService<Database>(), stop));
        services.AddJob("files.sweep", TimeSpan.FromHours(6), static (s, stop) => s.GetRequiredService<FileShelf>().SweepAsync(s.GetRequiredService<Database>(), s.GetRequiredService<TimeProvider>(), stop));
    }
}
