using Infohub.Answers;

// Loads a world into an empty hub and answers the oracle's questions, by the kernel in memory and by the SQL made from it.
//   answers --world W --results R --queries Q --answers A [--postgres CONNECTION]
var named = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
return await Rehearsal.RunAsync(named["--world"], named["--results"], named["--queries"], named["--answers"], named.GetValueOrDefault("--postgres", ""));
