using Infohub.Web;

return await CommandLine.RunAsync(args);
