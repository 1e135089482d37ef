-- Written before, they name the viewer beside what the viewer made.
delete from idempotency;
